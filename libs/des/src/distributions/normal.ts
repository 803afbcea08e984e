import type { RandomStream } from '../random/random-stream.js';
import { checkFinite, checkNotNegative } from './parameter-checks.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * Normal variate with the given mean and standard deviation, by inversion: one uniform a draw.
 *
 * @param standardDeviation at least 0, in the variate's unit, as is the mean
 * @throws RangeError for another standard deviation, or a mean that is not finite
 */
export function normal(stream: RandomStream, mean: number, standardDeviation: number): number {
  checkFinite('mean', mean);
  checkNotNegative('standardDeviation', standardDeviation);
  // The half step keeps the argument inside (0, 1), where the quantile is finite.
  return mean + standardDeviation * normalQuantile(stream.uniform() + 2 ** -54);
}
