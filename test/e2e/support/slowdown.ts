import { RandomStream } from '@mining-ops/des/random/random-stream.js';

const RESAMPLES = 1000;

/** The 95th percentile by the nearest rank; NaN of no values. */
export function percentile95(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
}

/**
 * What the slowdown at the 95th percentile is at least, with 99% confidence: the percentile bootstrap over pairs
 * (Efron and Tibshirani 1993, §13.3). Few requests decide such a percentile, and a busy machine
 * moves it by a third from run to run: the bound is what the requests prove.
 *
 * @param alone durations without what may slow them
 * @param beside durations with it, of the same length: each next to the one of the same index
 */
export function leastSlowdown95(alone: readonly number[], beside: readonly number[]): number {
  const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
  const [resampledAlone, resampledBeside] = [new Float64Array(alone.length), new Float64Array(alone.length)];
  const ratios = Float64Array.from({ length: RESAMPLES }, () => {
    for (let i = 0; i < alone.length; i += 1) {
      const at = stream.integer(alone.length);
      resampledAlone[i] = alone[at] ?? Number.NaN;
      resampledBeside[i] = beside[at] ?? Number.NaN;
    }
    return percentile95(resampledBeside) / percentile95(resampledAlone);
  }).sort();
  return ratios[Math.floor(0.01 * RESAMPLES)] ?? Number.NaN;
}
