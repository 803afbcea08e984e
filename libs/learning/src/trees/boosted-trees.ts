import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { logit, sigmoid } from '../scores/logistic-function.js';
import type { BinnedColumns } from './binned-columns.js';
import { TreeGrower, type GrownTree, type TreeSettings } from './grow-tree.js';
import { EnsembleBuilder, type TreeEnsemble } from './tree-ensemble.js';

// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { abs, exp, fround, log1p, max } = Math;

/** `squared`: a number's mean. `logistic`: the log-odds of a 1 among 0 and 1. */
export type Loss = 'squared' | 'logistic';

export interface BoostingSettings extends TreeSettings {
  /** Trees, at most. */
  readonly rounds: number;
  /** How much of each tree's correction is taken, above 0 to 1. */
  readonly rate: number;
  /** Share of the rows that each tree is grown on, drawn anew for each; 1 is all. */
  readonly rowShare: number;
}

/** Rows that are not learned from, but watched. */
export interface Watched {
  readonly rows: Int32Array;
  /** Growing stops when so many trees in a row have not lowered the watched rows' loss. */
  readonly patience: number;
}

export interface BoostedTrees {
  readonly ensemble: TreeEnsemble;
  /** Mean loss of the watched rows after 0, 1, 2, … trees: half the squared error, or the log loss. Empty without any. */
  readonly curve: readonly number[];
}

const PURPOSE = { columns: 0, rows: 1 } as const;

/**
 * Gradient-boosted trees (Friedman 2001): each tree corrects, by a part, what those before it leave.
 *
 * @param targets by row of `data`; only those of `rows` and of the watched ones are read
 * @param rows to learn from, ascending, at least one
 * @param watched ends the growing early; the ensemble then has the trees up to the lowest loss
 */
export function growBoostedTrees(
  data: BinnedColumns,
  targets: Float64Array,
  rows: Int32Array,
  loss: Loss,
  settings: BoostingSettings,
  seed: number,
  watched: Watched | null = null,
): BoostedTrees {
  const { rounds, rate, rowShare } = settings;
  const streamOf = (purpose: number): RandomStream =>
    RandomStream.of({ seed, replication: 0, entity: 0, purpose });
  const rowStream = streamOf(PURPOSE.rows);
  const grower = new TreeGrower(data, settings, rows.length, loss === 'logistic', streamOf(PURPOSE.columns));
  const builder = new EnsembleBuilder(data);
  const base = baseOf(targets, rows, loss);
  const scores = new Float64Array(data.rows).fill(base);
  const gradient = new Float64Array(data.rows);
  const curvature = new Float64Array(loss === 'logistic' ? data.rows : 0);
  const curve: number[] = [];
  let bestRounds = 0;
  if (watched !== null) curve.push(meanLoss(scores, targets, watched.rows, loss));

  for (let round = 0; round < rounds; round += 1) {
    const sampled = rowShare === 1 ? rows : drawRows(rows, rowShare, rowStream);
    fillGradients(scores, targets, sampled, loss, gradient, curvature);
    const tree = grower.grow(sampled, gradient, curvature);
    if (tree.feature.length === 1 && rowShare === 1 && settings.columnShare === 1) break; // nothing left to split
    builder.add(tree, rate);
    if (rowShare === 1) addToLeaves(tree, rate, scores);
    else addByBins(tree, data, rate, rows, scores);
    if (watched === null) continue;
    addByBins(tree, data, rate, watched.rows, scores);
    curve.push(meanLoss(scores, targets, watched.rows, loss));
    if (curve[round + 1]! < curve[bestRounds]!) bestRounds = round + 1;
    if (round + 1 - bestRounds >= watched.patience) break;
  }
  return { ensemble: builder.finish(base, watched === null ? builder.trees : bestRounds), curve };
}

function baseOf(targets: Float64Array, rows: Int32Array, loss: Loss): number {
  let sum = 0;
  for (const row of rows) sum += targets[row]!;
  const mean = sum / rows.length;
  return loss === 'squared' ? mean : logit(mean);
}

function fillGradients(
  scores: Float64Array,
  targets: Float64Array,
  rows: Int32Array,
  loss: Loss,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  if (loss === 'squared') {
    for (const row of rows) gradient[row] = scores[row]! - targets[row]!;
    return;
  }
  for (const row of rows) {
    const p = sigmoid(scores[row]!);
    gradient[row] = p - targets[row]!;
    curvature[row] = p * (1 - p);
  }
}

/** The learned rows lie in their leaves already: no walk down the tree is needed. */
function addToLeaves(
  { feature, value, start, end, order }: GrownTree,
  rate: number,
  scores: Float64Array,
): void {
  feature.forEach((f, node) => {
    if (f >= 0) return;
    const step = fround(value[node]! * rate);
    for (let i = start[node]!; i < end[node]!; i += 1) scores[order[i]!]! += step;
  });
}

function addByBins(
  { feature, bin, left, right, value }: GrownTree,
  data: BinnedColumns,
  rate: number,
  rows: Int32Array,
  scores: Float64Array,
): void {
  const { bins, features, isCategory } = data;
  for (const row of rows) {
    let node = 0;
    for (let f = feature[node]!; f >= 0; f = feature[node]!) {
      const own = bins[row * features + f]!;
      const goesLeft = isCategory[f] === 1 ? own === bin[node]! : own <= bin[node]!;
      node = goesLeft ? left[node]! : right[node]!;
    }
    scores[row]! += fround(value[node]! * rate);
  }
}

function meanLoss(scores: Float64Array, targets: Float64Array, rows: Int32Array, loss: Loss): number {
  let sum = 0;
  for (const row of rows) {
    const score = scores[row]!;
    const target = targets[row]!;
    // log(1 + e^s) − y·s, written so that it cannot overflow
    sum +=
      loss === 'squared'
        ? 0.5 * (score - target) ** 2
        : max(score, 0) + log1p(exp(-abs(score))) - target * score;
  }
  return sum / rows.length;
}

/** Each row with the probability `share`, in order; at least one. */
function drawRows(rows: Int32Array, share: number, stream: RandomStream): Int32Array {
  const drawn = rows.filter(() => stream.uniform() < share);
  return drawn.length > 0 ? drawn : rows.subarray(0, 1);
}
