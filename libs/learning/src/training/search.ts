import { groupedFolds, type Fold } from '../data/folds.js';
import { fitLinear, predictLinear } from '../linear/linear-model.js';
import { fitModel, predict, type LearningData } from '../models/fitted-model.js';
import type { Recipe } from '../models/recipe.js';
import { sigmoid } from '../scores/logistic-function.js';
import { lossOf } from '../scores/losses.js';
import { growBoostedTrees, type BoostingSettings } from '../trees/boosted-trees.js';

/** What is tried for each target; docs/learning.md says why so little. */
export const GRID = {
  penalties: [0.3, 3, 30, 300],
  boosting: [3, 5].map((depth): BoostingSettings => ({
    depth,
    rounds: 400,
    rate: 0.1,
    rowsPerLeaf: 20,
    l2: 1,
    columnShare: 1,
    rowShare: 1,
  })),
  patience: 20,
  forest: { learner: 'forest', trees: 50, depth: 9, rowsPerLeaf: 5, l2: 0, columnShare: 0.4 },
} as const satisfies { forest: Recipe; [key: string]: unknown };

const FOLDS = 3;

/**
 * The recipes that are worth comparing: the constant, the best linear one and the best of trees (boosted or forest), by
 * one cross-validation over whole shifts. Boosted trees stop growing in each fold
 * where its judged rows' loss no longer falls; the number of trees is where the folds' mean loss is lowest.
 *
 * @param rows ascending; each with a target
 * @param shift of each row of the table
 */
export function searchRecipes(
  data: LearningData,
  rows: Int32Array,
  shift: Int32Array,
  seed: number,
): Recipe[] {
  const folds = groupedFolds(rows, shift, FOLDS, seed);
  if (folds.length < 2) return [{ learner: 'constant' }]; // one shift only: nothing can be judged
  const linear = bestLinear(data, folds);
  const boosted = GRID.boosting.map((settings) => {
    const tried = boostedLoss(data, folds, settings, seed);
    return tried;
  });
  const best = boosted.reduce((a, b) => (b.loss < a.loss ? b : a));
  const forestLoss = judgedLoss(data, folds, GRID.forest, seed);
  // The curve's squared errors are halves; its log losses are whole.
  const isForest = forestLoss < (data.task === 'regression' ? 2 : 1) * best.loss;
  return [
    { learner: 'constant' },
    linear,
    isForest ? GRID.forest : { learner: 'boosted-trees', ...best.settings },
  ];
}

/** Mean loss of a recipe over the rows that it was not shown. */
function judgedLoss(data: LearningData, folds: readonly Fold[], recipe: Recipe, seed: number): number {
  let total = 0;
  let count = 0;
  for (const { learn, judge } of folds) {
    const said = predict(fitModel(recipe, data, learn, seed), data.columns, judge);
    judge.forEach((row, i) => (total += lossOf(data.task, data.targets[row]!, said[i]!)));
    count += judge.length;
  }
  return total / count;
}

function bestLinear({ columns, targets, task }: LearningData, folds: readonly Fold[]): Recipe {
  const loss = task === 'regression' ? 'squared' : 'logistic';
  const tried = GRID.penalties.map((penalty) => {
    let total = 0;
    for (const { learn, judge } of folds) {
      const model = fitLinear(columns, targets, learn, loss, penalty);
      const raw = predictLinear(model, columns, judge);
      judge.forEach((row, i) => {
        total += lossOf(task, targets[row]!, loss === 'squared' ? raw[i]! : sigmoid(raw[i]!));
      });
    }
    return { penalty, total };
  });
  const { penalty } = tried.reduce((a, b) => (b.total < a.total ? b : a));
  return { learner: 'linear', penalty };
}

function boostedLoss(
  { binned, targets, task }: LearningData,
  folds: readonly Fold[],
  settings: BoostingSettings,
  seed: number,
): { settings: BoostingSettings; loss: number } {
  const loss = task === 'regression' ? 'squared' : 'logistic';
  const curves = folds.map(({ learn, judge }) => {
    const watched = { rows: judge, patience: GRID.patience };
    return growBoostedTrees(binned, targets, learn, loss, settings, seed, watched).curve;
  });
  // A fold that stopped stays at its lowest loss, where its ensemble ends.
  const lowest = curves.map((curve) => Math.min(...curve));
  const longest = Math.max(...curves.map((curve) => curve.length));
  let best = { rounds: 0, loss: Infinity };
  for (let rounds = 0; rounds < longest; rounds += 1) {
    const mean = curves.reduce((sum, curve, k) => sum + (curve[rounds] ?? lowest[k]!), 0) / curves.length;
    if (mean < best.loss) best = { rounds, loss: mean };
  }
  return { settings: { ...settings, rounds: best.rounds }, loss: best.loss };
}
