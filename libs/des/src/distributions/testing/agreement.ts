import { Tally } from '../../statistics/tally.js';

/**
 * Above 4.5 standard errors an honest sample is once in 147,000 times, and above this Kolmogorov–Smirnov value
 * (√n·D, asymptotically 2·exp(−2x²)) once in 90,000. Seeds are fixed: a test that passes goes on passing.
 */
export const MOST_STANDARD_ERRORS = 4.5;
export const MOST_KOLMOGOROV = 2.46;

export const sampleOf = (draw: () => number, count = 100_000): Float64Array =>
  Float64Array.from({ length: count }, draw);

/** |sample mean − mean| in the sample's own standard errors. */
export function meanDeviation(sample: Float64Array, mean: number): number {
  const tally = new Tally();
  for (const value of sample) tally.add(value);
  return Math.abs(tally.mean - mean) / (tally.standardDeviation / Math.sqrt(sample.length));
}

/** |sample variance about the true mean − variance| in the sample's own standard errors. */
export function varianceDeviation(sample: Float64Array, mean: number, variance: number): number {
  return meanDeviation(
    sample.map((value) => (value - mean) ** 2),
    variance,
  );
}

/** √n·D, D the largest distance between the sample's distribution function and the exact, continuous one. */
export function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  const distance = sorted.reduce((worst, x, i) => {
    const p = cdf(x);
    return Math.max(worst, p - i / n, (i + 1) / n - p);
  }, 0);
  return distance * Math.sqrt(n);
}
