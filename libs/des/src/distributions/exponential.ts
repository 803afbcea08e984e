import type { RandomStream } from '../random/random-stream.js';

/** Exponential variate with the given mean, by inversion: one uniform a draw. */
export function exponential(stream: RandomStream, mean: number): number {
  return -mean * Math.log(stream.uniformPositive());
}
