import { requireNotNegative, requirePositive } from './require-quantity.js';

/** A stretch that is driven at a steady speed, sped up to and braked from evenly. */
export interface Stretch {
  readonly distanceM: number;
  /** Speed to keep, where the stretch is long enough to reach it. */
  readonly speedMps: number;
  readonly accelerationMps2: number;
  readonly decelerationMps2: number;
  /** Speed at its beginning and end; 0 where left out. */
  readonly entryMps?: number;
  readonly exitMps?: number;
}

export interface StretchTravel {
  readonly timeS: number;
  readonly peakMps: number;
}

/** Relative slack for speeds that were computed to be just possible. */
const SLACK = 1e-9;

/**
 * Travel with a trapezoid of speed over time. From and to standstill t = D/v + (v/2)(1/a + 1/d); where the stretch is
 * too short to reach v, a triangle with the peak √(2D·a·d/(a + d)). In general, with the entry speed u and exit speed w,
 * the peak is at most √((2D·a·d + d·u² + a·w²)/(a + d)).
 *
 * @throws RangeError for quantities that are not above 0 (speeds at the ends: below 0, or above the speed to keep), and
 * where the stretch is too short to get from the one speed to the other
 */
export function trapezoidTravel(stretch: Stretch): StretchTravel {
  const distance = requirePositive('distanceM', stretch.distanceM);
  const speed = requirePositive('speedMps', stretch.speedMps);
  const a = requirePositive('accelerationMps2', stretch.accelerationMps2);
  const d = requirePositive('decelerationMps2', stretch.decelerationMps2);
  const entry = endSpeed('entryMps', stretch.entryMps ?? 0, speed);
  const exit = endSpeed('exitMps', stretch.exitMps ?? 0, speed);
  const neededM = exit > entry ? (exit ** 2 - entry ** 2) / (2 * a) : (entry ** 2 - exit ** 2) / (2 * d);
  if (neededM > distance * (1 + SLACK))
    throw new RangeError(
      `distanceM must be at least ${neededM} from ${entry} to ${exit} m/s, got ${distance}`,
    );
  const reachable = Math.sqrt((2 * distance * a * d + d * entry ** 2 + a * exit ** 2) / (a + d));
  const peak = Math.max(Math.min(speed, reachable), entry, exit);
  const changingM = (peak ** 2 - entry ** 2) / (2 * a) + (peak ** 2 - exit ** 2) / (2 * d);
  const steadyS = Math.max(0, distance - changingM) / peak;
  return { timeS: (peak - entry) / a + (peak - exit) / d + steadyS, peakMps: peak };
}

function endSpeed(name: string, value: number, speed: number): number {
  if (requireNotNegative(name, value) > speed)
    throw new RangeError(`${name} must be at most the speed ${speed}, got ${value}`);
  return value;
}
