import type { RandomStream } from '../random/random-stream.js';

/**
 * A quantile table of a sample: `quantiles[i]` is the sample's quantile at i/(size − 1), linearly interpolated between
 * order statistics (Hyndman & Fan 1996, type 7).
 *
 * @param sample at least one number; it is not changed
 * @param size number of entries, at least 2
 */
export function quantileTable(sample: ArrayLike<number>, size: number): Float64Array {
  if (sample.length === 0) throw new RangeError('an empirical distribution needs at least one observation');
  if (size < 2) throw new RangeError(`a quantile table needs at least 2 entries, got ${size}`);
  const sorted = Float64Array.from(sample).sort();
  return Float64Array.from({ length: size }, (_, i) => interpolate(sorted, i / (size - 1)));
}

/** Variate of an empirical distribution by inversion of its quantile table, with interpolation; one uniform a draw. */
export function empirical(stream: RandomStream, quantiles: Float64Array): number {
  return interpolate(quantiles, stream.uniform());
}

/** The value at probability `p` in [0, 1] of equally spaced, sorted `values`, linearly interpolated. */
export function interpolate(values: Float64Array, p: number): number {
  const position = p * (values.length - 1);
  const below = Math.floor(position);
  const low = values[below]!;
  return below + 1 < values.length ? low + (position - below) * (values[below + 1]! - low) : low;
}
