import { interpolate } from '../distributions/empirical.js';
import { studentQuantile } from './student-quantile.js';

/** What independent replications say of a quantity. All in the quantity's own unit. */
export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95% confidence interval of the mean (Student's t); 0 with one replication. */
  readonly halfWidth95: number;
  readonly standardDeviation: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Summary of replications, one value each; at least one. */
export function estimate(values: Float64Array): Estimate {
  const n = values.length;
  if (n === 0) throw new RangeError('an estimate needs at least one replication');
  let mean = 0;
  for (let i = 0; i < n; i += 1) mean += (values[i]! - mean) / (i + 1);
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += (values[i]! - mean) ** 2;
  const standardDeviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
  const halfWidth95 = n > 1 ? (studentQuantile(0.975, n - 1) * standardDeviation) / Math.sqrt(n) : 0;
  const sorted = Float64Array.from(values).sort();
  return {
    mean,
    halfWidth95,
    standardDeviation,
    p10: interpolate(sorted, 0.1),
    p50: interpolate(sorted, 0.5),
    p90: interpolate(sorted, 0.9),
  };
}
