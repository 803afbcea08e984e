import { quantileTable } from '@mining-ops/des/distributions/empirical.js';
import type { CodeColumn } from './cycle-history.js';

/** Entries of a residual table: percentiles 0 … 100. */
const TABLE_SIZE = 101;

/**
 * Observations' worth of "no effect" that each level starts with, so that a level seen twice does not move far
 * (shrinkage), where the levels cannot tell themselves how far apart they are: about what a truck drives in two shifts.
 */
const PRIOR_OBSERVATIONS = 20;
/** A level seen at least this often counts when the levels are asked how far apart they are; so many must be there. */
const TELLING_OBSERVATIONS = 10;
const TELLING_LEVELS = 3;
/** However far apart the levels are, or however alike. */
const [LEAST_PRIOR, MOST_PRIOR] = [1, 1000];
/**
 * A fit has converged when no factor changes by more than this in a sweep. Distance and road say much the same, so they
 * take many sweeps to agree on who explains what; where both are far from it, a shift is off by some percent.
 */
const CONVERGED = 5e-4;
const MOST_SWEEPS = 50;
/** Below this many observations no residual spread can be told. */
export const FEWEST_OBSERVATIONS = 10;

/** A fitted quantity: mean = (intercept + slope·x) · Π factor[level]. */
export interface MultiplicativeFit {
  readonly observations: number;
  readonly intercept: number;
  readonly slope: number;
  /** One array a categorical column, one factor a level; 1 where the level was never seen. */
  readonly factors: readonly Float64Array[];
  /** How often each level was seen. */
  readonly counts: readonly Int32Array[];
  /** Quantile table of observed/fitted, with mean 1. */
  readonly residuals: Float64Array;
}

/** A quantity could not be learned from the history. */
export class NoHistoryError extends Error {
  override readonly name = 'NoHistoryError';
}

/**
 * Fits y ≈ (intercept + slope·x) · Π factor by alternating least squares on the line and shrunken ratio estimates on
 * the factors (iterative proportional fitting). Rows where anything is unknown or y is negative are left out.
 *
 * @param what name of the quantity, for the error
 * @param y the quantity, one entry a row, in its own unit
 * @param x what the line depends on, or null for a constant
 * @param interactions columns that explain what the others leave: their factors follow the others' in the result, and are
 *   fitted when these stand, so that a loader's own effect is not shared out among its pairs with each truck
 * @throws NoHistoryError with fewer than 10 usable rows
 */
export function fitMultiplicative(
  what: string,
  y: Float64Array,
  x: Float64Array | null,
  columns: readonly CodeColumn[],
  interactions: readonly CodeColumn[] = [],
): MultiplicativeFit {
  const rows = usableRows(y, x);
  if (rows.length < FEWEST_OBSERVATIONS) {
    throw new NoHistoryError(
      `${what}: hauling_activities.csv has ${rows.length} usable rows, at least ${FEWEST_OBSERVATIONS} are needed`,
    );
  }
  const all = [...columns, ...interactions];
  const factors = all.map((column) => new Float64Array(column.levels).fill(1));
  const counts = all.map((column) => countLevels(rows, column));
  const product = new Float64Array(rows.length).fill(1);
  let line = { intercept: 0, slope: 0 };
  /** Fits the columns from `first` to before `end`, all else as it is. */
  const sweep = (first: number, end: number): number => {
    line = fitLine(rows, y, x, product);
    const variance = relativeVariance(rows, y, x, line, product);
    let change = 0;
    for (let f = first; f < end; f += 1) {
      const changed = updateFactor(rows, y, x, line, all[f]!, counts[f]!, variance, factors[f]!, product);
      change = Math.max(change, changed);
    }
    return change;
  };
  untilConverged(() => sweep(0, columns.length));
  if (interactions.length > 0) untilConverged(() => sweep(columns.length, all.length));
  const ratios = new Float64Array(rows.length);
  let total = 0;
  rows.forEach((row, i) => {
    const fitted = lineAt(line, x, row) * product[i]!;
    ratios[i] = fitted > 0 ? y[row]! / fitted : 1;
    total += ratios[i];
  });
  const level = total / rows.length;
  return {
    observations: rows.length,
    intercept: line.intercept * level,
    slope: line.slope * level,
    factors,
    counts,
    residuals: unitMeanTable(ratios),
  };
}

function untilConverged(sweep: () => number): void {
  for (let i = 0; i < MOST_SWEEPS; i += 1) if (sweep() <= CONVERGED) return;
}

/** The fitted mean at `x` for the given levels (−1: unknown, no effect; as is a column that was not fitted). */
export function fittedMean(fit: MultiplicativeFit, x: number, levels: readonly number[]): number {
  let mean = fit.intercept + fit.slope * x;
  levels.forEach((level, f) => {
    if (level >= 0) mean *= fit.factors[f]?.[level] ?? 1;
  });
  return mean;
}

function usableRows(y: Float64Array, x: Float64Array | null): Int32Array {
  const rows = new Int32Array(y.length);
  let count = 0;
  for (let row = 0; row < y.length; row += 1) {
    if (!(y[row]! >= 0) || (x !== null && !Number.isFinite(x[row]!))) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

function countLevels(rows: Int32Array, column: CodeColumn): Int32Array {
  const counts = new Int32Array(column.levels);
  for (const row of rows) if (column.codes[row]! >= 0) counts[column.codes[row]!]! += 1;
  return counts;
}

function lineAt(line: { intercept: number; slope: number }, x: Float64Array | null, row: number): number {
  return x === null ? line.intercept : line.intercept + line.slope * x[row]!;
}

/**
 * Least squares of y on product·(1, x). A line that falls with x or is negative at 0 would be refused by anyone who
 * knows haulage, and extrapolates to nonsense: the slope is then 0, or the line goes through the origin.
 */
function fitLine(
  rows: Int32Array,
  y: Float64Array,
  x: Float64Array | null,
  product: Float64Array,
): { intercept: number; slope: number } {
  let s11 = 0;
  let s1x = 0;
  let sxx = 0;
  let s1y = 0;
  let sxy = 0;
  rows.forEach((row, i) => {
    const one = product[i]!;
    const scaled = x === null ? 0 : one * x[row]!;
    s11 += one * one;
    s1x += one * scaled;
    sxx += scaled * scaled;
    s1y += one * y[row]!;
    sxy += scaled * y[row]!;
  });
  const constant = { intercept: s1y / s11, slope: 0 };
  const determinant = s11 * sxx - s1x * s1x;
  if (x === null || determinant <= 1e-9 * s11 * sxx) return constant;
  const slope = (s11 * sxy - s1x * s1y) / determinant;
  const intercept = (s1y - slope * s1x) / s11;
  if (slope <= 0) return constant;
  return intercept < 0 ? { intercept: 0, slope: sxy / sxx } : { intercept, slope };
}

/** Fits one column's factors with all else as it is; returns the largest change of a factor, relative. */
function updateFactor(
  rows: Int32Array,
  y: Float64Array,
  x: Float64Array | null,
  line: { intercept: number; slope: number },
  column: CodeColumn,
  counts: Int32Array,
  variance: number,
  factor: Float64Array,
  product: Float64Array,
): number {
  const observed = new Float64Array(column.levels);
  const expected = new Float64Array(column.levels);
  let total = 0;
  rows.forEach((row, i) => {
    const code = column.codes[row]!;
    total += y[row]!;
    if (code < 0) return;
    observed[code]! += y[row]!;
    expected[code]! += (lineAt(line, x, row) * product[i]!) / factor[code]!;
  });
  const prior =
    (priorObservations(observed, expected, counts, variance, total / rows.length) * total) / rows.length;
  const old = Float64Array.from(factor);
  for (let code = 0; code < column.levels; code += 1) {
    if (prior > 0) factor[code] = (observed[code]! + prior) / (expected[code]! + prior);
  }
  rows.forEach((row, i) => {
    const code = column.codes[row]!;
    if (code >= 0) product[i] = (product[i]! / old[code]!) * factor[code]!;
  });
  return factor.reduce((most, value, code) => Math.max(most, Math.abs(value / old[code]! - 1)), 0);
}

/** Mean squared error of the fit so far, relative to the mean of what was observed. */
function relativeVariance(
  rows: Int32Array,
  y: Float64Array,
  x: Float64Array | null,
  line: { intercept: number; slope: number },
  product: Float64Array,
): number {
  let [squares, total] = [0, 0];
  rows.forEach((row, i) => {
    squares += (y[row]! - lineAt(line, x, row) * product[i]!) ** 2;
    total += y[row]!;
  });
  return (squares * rows.length) / (total * total);
}

/**
 * The shrinkage that the column itself asks for (empirical Bayes, by moments): a level's ratio of observed to expected
 * scatters by σ²/n around its true factor and the true factors by τ² around 1; σ²/τ² observations of "no effect" then
 * balance the two. Twenty-odd roads that differ twofold must not be pulled towards each other as alike operators are.
 */
function priorObservations(
  observed: Float64Array,
  expected: Float64Array,
  counts: Int32Array,
  variance: number,
  meanY: number,
): number {
  let [levels, weight, scatter] = [0, 0, 0];
  counts.forEach((count, level) => {
    if (count < TELLING_OBSERVATIONS || !(expected[level]! > 0)) return;
    const n = expected[level]! / meanY; // observations of mean size
    levels += 1;
    weight += n;
    scatter += n * (observed[level]! / expected[level]! - 1) ** 2;
  });
  if (levels < TELLING_LEVELS || !(variance > 0)) return PRIOR_OBSERVATIONS;
  const between = (scatter - levels * variance) / weight;
  return between > 0 ? Math.min(MOST_PRIOR, Math.max(LEAST_PRIOR, variance / between)) : MOST_PRIOR;
}

/** Percentile table of `ratios`, scaled so that a draw from it has mean 1 exactly. */
function unitMeanTable(ratios: Float64Array): Float64Array {
  const table = quantileTable(ratios, TABLE_SIZE);
  let area = 0;
  for (let i = 0; i + 1 < table.length; i += 1) area += (table[i]! + table[i + 1]!) / 2;
  const mean = area / (table.length - 1);
  return mean > 0 ? table.map((value) => value / mean) : Float64Array.of(1);
}
