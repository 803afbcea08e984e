import { studentQuantile } from './student-quantile.js';
import type { Tally } from './tally.js';

/** An interval that holds the true mean with the probability `level`. All but `level` in the quantity's own unit. */
export interface ConfidenceInterval {
  readonly mean: number;
  /** Half of its width; Infinity with fewer than two observations. */
  readonly halfWidth: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * Student's t interval of the mean of independent, about normal observations, such as replications' means.
 *
 * @param level probability in (0, 1), for example 0.99
 * @throws RangeError for another level, or a tally of nothing
 */
export function confidenceInterval(tally: Tally, level: number): ConfidenceInterval {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`);
  const { count, mean } = tally;
  if (count === 0) throw new RangeError('tally must hold at least one observation, got 0');
  const halfWidth =
    count > 1
      ? (studentQuantile((1 + level) / 2, count - 1) * tally.standardDeviation) / Math.sqrt(count)
      : Infinity;
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, level };
}
