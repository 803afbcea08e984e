import { quantileTable } from '@mining-ops/des/distributions/empirical.js';
import type { Variate } from '../definition/spread.js';
import { FEWEST_OBSERVATIONS } from './multiplicative-fit.js';

const TABLE_SIZE = 101;

/**
 * How long after the shift's start trucks first come to the loader: handover, inspection, the way from the park. They
 * come one by one, and a model that lets them all leave at once would begin each shift with a queue that never was.
 *
 * @param minutes one entry a truck and shift
 * @returns null with fewer than 10 entries, or where all are 0
 */
export function fitFirstArrivals(minutes: Float64Array): Variate | null {
  if (minutes.length < FEWEST_OBSERVATIONS) return null;
  const table = quantileTable(minutes, TABLE_SIZE);
  // The mean of what is drawn from the table, so that the spread has mean 1 exactly.
  let mean = 0;
  for (let i = 0; i + 1 < TABLE_SIZE; i += 1) mean += (table[i]! + table[i + 1]!) / 2 / (TABLE_SIZE - 1);
  return mean > 0 ? { mean, spread: { kind: 'table', quantiles: table.map((value) => value / mean) } } : null;
}
