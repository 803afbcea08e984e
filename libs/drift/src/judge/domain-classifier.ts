import { normalCdf } from '@mining-ops/des/distributions/normal-cdf.js';
import { normalQuantile } from '@mining-ops/des/distributions/normal-quantile.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { areaUnderCurve } from '@mining-ops/learning/scores/losses.js';
import { binColumns } from '@mining-ops/learning/trees/binned-columns.js';
import { growBoostedTrees } from '@mining-ops/learning/trees/boosted-trees.js';
import type { Columns } from '@mining-ops/learning/trees/columns.js';
import { predictTrees } from '@mining-ops/learning/trees/tree-ensemble.js';
import type { Column, Sample } from '../sample/sample.js';
import { PURPOSE } from '../sample/streams.js';

export interface DomainClassifier {
  /** Mean of the folds: the probability that a row of the window is taken for one sooner than a row of the reference. */
  readonly auc: number;
  /** Of an area as large or larger by chance. */
  readonly pValue: number;
  /** The area that chance exceeds with the probability α. */
  readonly threshold: number;
}

/** Rows of each sample that are learned from and judged; more would not tell more than the reference's rows do. */
const MOST_ROWS = 2_000;
const FOLDS = 5;
/** Small trees: they need not tell much, and must tell it quickly. */
const SETTINGS = { rounds: 30, rate: 0.15, depth: 3, rowsPerLeaf: 10, l2: 1, columnShare: 1, rowShare: 1 };
const MAX_BINS = 63;

/**
 * Whether trees can tell the rows of one sample from those of another (Lopez-Paz & Oquab 2017): they see what no single
 * column shows. Each fifth of the rows is judged by trees that were grown on the others; the area under the ROC curve there
 * is Mann and Whitney's statistic, whose variance without any difference is known. The folds' trees share rows, so their
 * areas are not independent: their mean is given the variance of Nadeau & Bengio (2003), 1/k + 1/(k − 1) of one fold's.
 *
 * @param alpha of the threshold
 */
export function classifyDomain(
  reference: Sample,
  window: Sample,
  { alpha, seed }: { readonly alpha: number; readonly seed: number },
): DomainClassifier {
  const one = chooseRows(reference.rows, seed, 0);
  const other = chooseRows(window.rows, seed, 1);
  const columns = joined(reference, window, one, other);
  const labels = Float64Array.from({ length: columns.rows }, (_, row) => Number(row >= one.length));
  const binned = binColumns(columns, MAX_BINS);
  const foldOf = foldsOf(one.length, other.length, seed);
  const rows = Int32Array.from(labels.keys());
  let [areas, scores, deviations] = [0, 0, 0];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const learn = rows.filter((row) => foldOf[row] !== fold);
    const judge = rows.filter((row) => foldOf[row] === fold);
    const { ensemble } = growBoostedTrees(binned, labels, learn, 'logistic', SETTINGS, seed);
    const own = Float64Array.from(judge, (row) => labels[row]!);
    const area = areaUnderCurve(own, predictTrees(ensemble, columns, judge));
    const ones = own.reduce((sum, label) => sum + label, 0);
    const zeros = own.length - ones;
    const deviation = Math.sqrt((ones + zeros + 1) / (12 * ones * zeros));
    areas += area / FOLDS;
    scores += (area - 0.5) / deviation / FOLDS;
    deviations += deviation / FOLDS;
  }
  const spread = Math.sqrt(1 / FOLDS + 1 / (FOLDS - 1));
  return {
    auc: areas,
    pValue: normalCdf(-scores / spread),
    threshold: 0.5 + normalQuantile(1 - alpha) * spread * deviations,
  };
}

/** At most `MOST_ROWS` places, at random, ascending (Knuth's selection sampling). */
function chooseRows(count: number, seed: number, entity: number): Int32Array {
  const stream = RandomStream.of({ seed, replication: 0, entity, purpose: PURPOSE.classifierRows });
  const wanted = Math.min(count, MOST_ROWS);
  const chosen = new Int32Array(wanted);
  let taken = 0;
  for (let row = 0; row < count && taken < wanted; row += 1)
    if ((count - row) * stream.uniform() < wanted - taken) chosen[taken++] = row;
  return chosen;
}

/** A fold for each row; both samples are spread over the folds evenly. */
function foldsOf(one: number, other: number, seed: number): Uint8Array {
  const folds = new Uint8Array(one + other);
  [folds.subarray(0, one), folds.subarray(one)].forEach((part, entity) => {
    const stream = RandomStream.of({ seed, replication: 0, entity, purpose: PURPOSE.folds });
    part.forEach((_, i) => (part[i] = i % FOLDS));
    for (let i = part.length - 1; i > 0; i -= 1) {
      const j = Math.floor(stream.uniform() * (i + 1));
      [part[i], part[j]] = [part[j]!, part[i]!];
    }
  });
  return folds;
}

/** The rows of the reference, then those of the window, as trees take them. */
function joined(reference: Sample, window: Sample, one: Int32Array, other: Int32Array): Columns {
  const pairs = reference.columns
    .map((column, c) => [column, window.columns[c]!] as const)
    .filter(([column]) => column.kind === 'category' || column.isInRow);
  return {
    rows: one.length + other.length,
    values: pairs.map(([column, current]) => {
      const values = new Float32Array(one.length + other.length);
      values.set(valuesOf(column, one));
      values.set(valuesOf(current, other), one.length);
      return values;
    }),
    levels: pairs.map(([column]) => (column.kind === 'number' ? null : column.levels.length)),
  };
}

/** A category that no model was taught is unknown to the reference, too. */
function valuesOf(column: Column, rows: Int32Array): Float32Array {
  if (column.kind === 'number') return Float32Array.from(rows, (row) => column.values[row]!);
  const { codes, levels } = column;
  return Float32Array.from(rows, (row) => (codes[row]! < levels.length ? codes[row]! : -1));
}
