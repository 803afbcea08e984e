/** A piece of road of one grade, surface and speed limit. */
export interface RoadSegment {
  readonly lengthM: number;
  /** Rise over run in the direction of travel: above 0 uphill. */
  readonly gradeFraction: number;
  /** Of the weight: 0.02 on a hard, dry road (see `rollingResistanceFraction`). */
  readonly rollingFraction: number;
  readonly speedLimitKmh: number;
}

/** A road in the direction of travel. */
export type RoadProfile = readonly RoadSegment[];

/** The same road the other way: what went up goes down. */
export function reversedRoad(road: RoadProfile): RoadProfile {
  return road.toReversed().map((segment) => ({ ...segment, gradeFraction: 0 - segment.gradeFraction }));
}
