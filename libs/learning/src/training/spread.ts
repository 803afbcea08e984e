import { quantilesOf } from './profile.js';

/** Steps between the quantiles of the spread. */
const STEPS = 100;

/**
 * How observations vary around predictions: quantiles of observed/predicted at 0, 1, …, 100 %, scaled to mean 1, so that
 * drawing from them keeps the predicted mean. Predictions must be of rows that the model had not seen.
 *
 * @param targets by row, not negative
 * @param predictions of each of `rows`
 */
export function spreadOf(targets: Float64Array, rows: Int32Array, predictions: Float64Array): number[] {
  const ratios: number[] = [];
  rows.forEach((row, i) => {
    if (predictions[i]! > 0) ratios.push(targets[row]! / predictions[i]!);
  });
  if (ratios.length === 0) return [1];
  ratios.sort((a, b) => a - b);
  const quantiles = quantilesOf(ratios, STEPS);
  // The mean of what is drawn between neighbouring quantiles with equal probability.
  let mean = 0;
  for (let i = 0; i < STEPS; i += 1) mean += (quantiles[i]! + quantiles[i + 1]!) / 2 / STEPS;
  return mean > 0 ? quantiles.map((quantile) => Number((quantile / mean).toPrecision(7))) : [1];
}
