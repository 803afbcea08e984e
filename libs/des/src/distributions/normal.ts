import type { RandomStream } from '../random/random-stream.js';
import { checkFinite, checkNotNegative } from './parameter-checks.js';

/**
 * Normal variate with the given mean and standard deviation, by inversion: one uniform a draw.
 *
 * @param standardDeviation at least 0, in the variate's unit, as is the mean
 * @throws RangeError for another standard deviation, or a mean that is not finite
 */
export function normal(stream: RandomStream, mean: number, standardDeviation: number): number {
  checkFinite('mean', mean);
  checkNotNegative('standardDeviation', standardDeviation);
  stream.drawNormal();
  return mean + standardDeviation * stream.drawn[0]!;
}
