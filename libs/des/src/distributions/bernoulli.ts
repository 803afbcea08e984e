import type { RandomStream } from '../random/random-stream.js';
import { refuse } from './parameter-checks.js';

/**
 * True with the given probability. Always takes one uniform, so that common random numbers stay aligned.
 *
 * @throws RangeError where `probability` is not in [0, 1]
 */
export function bernoulli(stream: RandomStream, probability: number): boolean {
  if (!(probability >= 0 && probability <= 1)) refuse('probability', 'must be from 0 to 1', probability);
  return stream.uniform() < probability;
}
