import type { RandomStream } from '../random/random-stream.js';

/** True with the given probability. Always takes one uniform, so that common random numbers stay aligned. */
export function bernoulli(stream: RandomStream, probability: number): boolean {
  return stream.uniform() < probability;
}
