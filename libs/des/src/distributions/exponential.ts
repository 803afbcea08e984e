import type { RandomStream } from '../random/random-stream.js';
import { checkNotNegative } from './parameter-checks.js';

/**
 * Exponential variate with the given mean, by inversion: one uniform a draw (Devroye 1986, Non-Uniform
 * Random Variate Generation, section II.2).
 *
 * @param mean at least 0, in the variate's unit; 0 gives 0
 * @throws RangeError for another mean
 */
export function exponential(stream: RandomStream, mean: number): number {
  checkNotNegative('mean', mean);
  stream.drawExponential();
  return mean * stream.drawn[0]!;
}
