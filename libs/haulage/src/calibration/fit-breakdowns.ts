import { quantileTable } from '@mining-ops/des/distributions/empirical.js';
import type { BreakdownDefinition } from '../definition/mine-definition.js';

/** What a mine's records say of the failures of one kind of machine. */
export interface FailureHistory {
  /** Hours that all machines together ran in the time of the records. */
  readonly runningH: number;
  /** Downtime of each failure in that time, h. */
  readonly downtimeH: Float64Array;
}

/** With fewer failures than this no rate can be told. */
const FEWEST_FAILURES = 5;
/** Entries of the table of repair times: percentiles 0 … 100. */
const TABLE_SIZE = 101;

/**
 * Failures as a Poisson process in running hours: the mean life is running hours over failures (the maximum-likelihood
 * estimate of an exponential life, censored or not), repairs are as long as the recorded ones.
 *
 * @returns null where the records are too few to tell
 */
export function fitBreakdowns({ runningH, downtimeH }: FailureHistory): BreakdownDefinition | null {
  const repairsMin = downtimeH.filter((hours) => hours > 0).map((hours) => hours * 60);
  if (repairsMin.length < FEWEST_FAILURES || !(runningH > 0)) return null;
  const mean = repairsMin.reduce((a, b) => a + b, 0) / repairsMin.length;
  const table = quantileTable(repairsMin, TABLE_SIZE).map((minutes) => minutes / mean);
  // A draw from the table has the mean of its trapezoids, which is not quite 1.
  const level =
    table.reduce((sum, q, i) => sum + (i === 0 || i === TABLE_SIZE - 1 ? q / 2 : q), 0) / (TABLE_SIZE - 1);
  return {
    lifeH: { mean: runningH / repairsMin.length, spread: { kind: 'exponential' } },
    repairMin: { mean, spread: { kind: 'table', quantiles: table.map((q) => q / level) } },
  };
}
