import type { RandomStream } from '../random/random-stream.js';
import { normalQuantile } from './normal-quantile.js';

/** Normal variate with the given mean and standard deviation, by inversion: one uniform a draw. */
export function normal(stream: RandomStream, mean: number, standardDeviation: number): number {
  // The half step keeps the argument inside (0, 1), where the quantile is finite.
  return mean + standardDeviation * normalQuantile(stream.uniform() + 2 ** -54);
}
