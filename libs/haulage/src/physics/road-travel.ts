import { requirePositive } from './require-quantity.js';
import type { RoadProfile } from './road-profile.js';
import { segmentSpeedKmh } from './segment-speed.js';
import { trapezoidTravel } from './trapezoid-travel.js';
import type { TruckPhysics } from './truck-physics.js';

/** What a truck does on one segment of a road. */
export interface SegmentTravel {
  readonly timeS: number;
  /** Fastest on the segment, and at its beginning. */
  readonly peakMps: number;
  readonly entryMps: number;
}

/**
 * Travel over a road from standstill to standstill, segment by segment. On each the truck keeps its speed there
 * (`segmentSpeedKmh`); where segments meet it drives no faster than either allows, nor than it can have sped up to or can
 * still brake from. So it enters a slope no faster than it climbs it: momentum is not used, which errs on the slow side.
 *
 * @param payloadT 0 for an empty truck; for its way back, `reversedRoad`
 * @throws RangeError for a road without segments, or naming the quantity that cannot be
 */
export function segmentTravels(truck: TruckPhysics, payloadT: number, road: RoadProfile): SegmentTravel[] {
  if (road.length === 0) throw new RangeError('road must have at least 1 segment, got 0');
  const speeds = road.map((segment) => segmentSpeedKmh(truck, payloadT, segment) / 3.6);
  const lengths = road.map((segment) => requirePositive('lengthM', segment.lengthM));
  const junctions = junctionSpeedsMps(speeds, lengths, truck);
  return speeds.map((speedMps, i) => {
    const entryMps = junctions[i]!;
    const travel = trapezoidTravel({
      distanceM: lengths[i]!,
      speedMps,
      accelerationMps2: truck.accelerationMps2,
      decelerationMps2: truck.decelerationMps2,
      entryMps,
      exitMps: junctions[i + 1]!,
    });
    return { ...travel, entryMps };
  });
}

/** Travel time over a road from standstill to standstill, s (see `segmentTravels`). */
export function roadTravelS(truck: TruckPhysics, payloadT: number, road: RoadProfile): number {
  return segmentTravels(truck, payloadT, road).reduce((sum, { timeS }) => sum + timeS, 0);
}

/** Speed at the beginning of each segment, and at the road's end, m/s: the fastest that all limits allow. */
function junctionSpeedsMps(
  speeds: readonly number[],
  lengths: readonly number[],
  { accelerationMps2, decelerationMps2 }: TruckPhysics,
): number[] {
  const junctions = [0, ...speeds.slice(1).map((speed, i) => Math.min(speed, speeds[i]!)), 0];
  for (let i = 0; i < lengths.length; i += 1)
    junctions[i + 1] = Math.min(junctions[i + 1]!, after(junctions[i]!, accelerationMps2, lengths[i]!));
  for (let i = lengths.length - 1; i >= 0; i -= 1)
    junctions[i] = Math.min(junctions[i]!, after(junctions[i + 1]!, decelerationMps2, lengths[i]!));
  return junctions;
}

/** Speed after an even change of speed over a distance: v² = u² + 2·a·D. */
function after(speedMps: number, rateMps2: number, distanceM: number): number {
  return Math.sqrt(speedMps ** 2 + 2 * rateMps2 * distanceM);
}
