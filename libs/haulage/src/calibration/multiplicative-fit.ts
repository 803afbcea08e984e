import { quantileTable } from '@mining-ops/des/distributions/empirical.js';
import type { CodeColumn } from './cycle-history.js';
import { gather, gatherCodes } from './gather.js';

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
  const table = usableRows(y, x, [...columns, ...interactions]);
  if (table.count < FEWEST_OBSERVATIONS) {
    throw new NoHistoryError(
      `${what}: hauling_activities.csv has ${table.count} usable rows, at least ${FEWEST_OBSERVATIONS} are needed`,
    );
  }
  const factors = table.columns.map((column) => new Float64Array(column.levels).fill(1));
  const counts = table.columns.map(countLevels);
  const product = new Float64Array(table.count).fill(1);
  let line = { intercept: 0, slope: 0 };
  /** Fits the columns from `first` to before `end`, all else as it is. */
  const sweep = (first: number, end: number): number => {
    line = fitLine(table, product);
    const onLine = lineOf(table, line);
    const variance = relativeVariance(table, onLine, product);
    let change = 0;
    for (let f = first; f < end; f += 1) {
      const changed = updateFactor(
        table,
        onLine,
        table.columns[f]!,
        counts[f]!,
        variance,
        factors[f]!,
        product,
      );
      change = Math.max(change, changed);
    }
    return change;
  };
  untilConverged(() => sweep(0, columns.length));
  if (interactions.length > 0) untilConverged(() => sweep(columns.length, factors.length));
  const onLine = lineOf(table, line);
  const ratios = new Float64Array(table.count);
  let total = 0;
  for (let i = 0; i < table.count; i += 1) {
    const fitted = onLine[i]! * product[i]!;
    ratios[i] = fitted > 0 ? table.y[i]! / fitted : 1;
    total += ratios[i]!;
  }
  const level = total / table.count;
  return {
    observations: table.count,
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

/** The rows that a fit uses, without those that it leaves out: fits go over them some hundred times. */
interface FitTable {
  readonly count: number;
  readonly y: Float64Array;
  /** Sum of `y`. */
  readonly total: number;
  readonly x: Float64Array | null;
  readonly columns: readonly CodeColumn[];
}

function usableRows(y: Float64Array, x: Float64Array | null, columns: readonly CodeColumn[]): FitTable {
  const rows = new Int32Array(y.length);
  let count = 0;
  for (let row = 0; row < y.length; row += 1) {
    if (!(y[row]! >= 0) || (x !== null && !Number.isFinite(x[row]!))) continue;
    rows[count] = row;
    count += 1;
  }
  const used = rows.subarray(0, count);
  const picked = gather(y, used);
  return {
    count,
    y: picked,
    total: picked.reduce((a, b) => a + b, 0),
    x: x && gather(x, used),
    columns: columns.map(({ codes, levels }) => ({
      codes: gatherCodes(codes, used),
      levels,
    })),
  };
}

function countLevels({ codes, levels }: CodeColumn): Int32Array {
  const counts = new Int32Array(levels);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return counts;
}

/** What the line alone says of each row. */
function lineOf(
  { count, x }: FitTable,
  { intercept, slope }: { intercept: number; slope: number },
): Float64Array {
  const onLine = new Float64Array(count).fill(intercept);
  if (x !== null) for (let i = 0; i < count; i += 1) onLine[i] = intercept + slope * x[i]!;
  return onLine;
}

/**
 * Least squares of y on product·(1, x). A line that falls with x or is negative at 0 would be refused by anyone who
 * knows haulage, and extrapolates to nonsense: the slope is then 0, or the line goes through the origin.
 */
function fitLine({ count, y, x }: FitTable, product: Float64Array): { intercept: number; slope: number } {
  let s11 = 0;
  let s1x = 0;
  let sxx = 0;
  let s1y = 0;
  let sxy = 0;
  for (let i = 0; i < count; i += 1) {
    const one = product[i]!;
    const scaled = x === null ? 0 : one * x[i]!;
    s11 += one * one;
    s1x += one * scaled;
    sxx += scaled * scaled;
    s1y += one * y[i]!;
    sxy += scaled * y[i]!;
  }
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
  { count, y, total }: FitTable,
  onLine: Float64Array,
  { codes, levels }: CodeColumn,
  counts: Int32Array,
  variance: number,
  factor: Float64Array,
  product: Float64Array,
): number {
  const observed = new Float64Array(levels);
  const expected = new Float64Array(levels);
  for (let i = 0; i < count; i += 1) {
    const code = codes[i]!;
    if (code < 0) continue;
    observed[code]! += y[i]!;
    expected[code]! += (onLine[i]! * product[i]!) / factor[code]!;
  }
  const meanY = total / count;
  const prior = priorObservations(observed, expected, counts, variance, meanY) * meanY;
  const change = new Float64Array(levels).fill(1);
  let most = 0;
  for (let code = 0; code < levels; code += 1) {
    if (prior <= 0) continue;
    const old = factor[code]!;
    factor[code] = (observed[code]! + prior) / (expected[code]! + prior);
    change[code] = factor[code]! / old;
    most = Math.max(most, Math.abs(change[code]! - 1));
  }
  for (let i = 0; i < count; i += 1) {
    const code = codes[i]!;
    if (code >= 0) product[i]! *= change[code]!;
  }
  return most;
}

/** Mean squared error of the fit so far, relative to the mean of what was observed. */
function relativeVariance(
  { count, y, total }: FitTable,
  onLine: Float64Array,
  product: Float64Array,
): number {
  let squares = 0;
  for (let i = 0; i < count; i += 1) squares += (y[i]! - onLine[i]! * product[i]!) ** 2;
  return (squares * count) / (total * total);
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
