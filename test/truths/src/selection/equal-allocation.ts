import type { NormalSource } from './normal-source.js';

/** Whether the `wanted` largest of sample means are those of the `wanted` first systems, whose means are the largest. */
export function firstAreLargest(means: Float64Array, wanted: number): boolean {
  let least = Infinity;
  for (let i = 0; i < wanted; i += 1) least = Math.min(least, means[i]!);
  for (let j = wanted; j < means.length; j += 1) if (means[j]! >= least) return false;
  return true;
}

/**
 * In how many of `macroReplications` equal allocation chooses the best: only the sample means matter, so they are drawn
 * at once.
 *
 * @param means true means, the `wanted` largest first
 */
export function equalAllocationSuccesses(
  means: readonly number[],
  deviation: number,
  wanted: number,
  replications: number,
  source: NormalSource,
  macroReplications: number,
): number {
  const error = deviation / Math.sqrt(replications);
  const sample = new Float64Array(means.length);
  let successes = 0;
  for (let m = 0; m < macroReplications; m += 1) {
    for (let j = 0; j < means.length; j += 1) sample[j] = means[j]! + error * source.next();
    if (firstAreLargest(sample, wanted)) successes += 1;
  }
  return successes;
}
