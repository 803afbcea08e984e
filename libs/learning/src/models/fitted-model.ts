import { fitLinear, predictLinear, type LinearModel } from '../linear/linear-model.js';
import { sigmoid } from '../scores/logistic-function.js';
import type { BinnedColumns } from '../trees/binned-columns.js';
import { growBoostedTrees } from '../trees/boosted-trees.js';
import type { Columns } from '../trees/columns.js';
import { growForest } from '../trees/random-forest.js';
import { predictTrees, type TreeEnsemble } from '../trees/tree-ensemble.js';
import type { Recipe } from './recipe.js';

/** A regression predicts a mean, a classification the probability of a 1. */
export type Task = 'regression' | 'classification';

/** A model that can be asked. `isLogOdds`: what comes out is the log-odds of a 1, to be turned into its probability. */
export type FittedModel =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'linear'; readonly linear: LinearModel; readonly isLogOdds: boolean }
  | { readonly kind: 'trees'; readonly trees: TreeEnsemble; readonly isLogOdds: boolean };

/** What a model is learned from: the same rows as values and in bins, and what is to be predicted. */
export interface LearningData {
  readonly columns: Columns;
  readonly binned: BinnedColumns;
  /** By row; 0 or 1 for a classification. Only those of the rows given are read. */
  readonly targets: Float64Array;
  readonly task: Task;
}

/**
 * Learns a model from some rows.
 *
 * @param rows ascending, at least one
 */
export function fitModel(recipe: Recipe, data: LearningData, rows: Int32Array, seed: number): FittedModel {
  const { columns, binned, targets, task } = data;
  const isLogOdds = task === 'classification';
  const loss = isLogOdds ? 'logistic' : 'squared';
  switch (recipe.learner) {
    case 'constant': {
      let sum = 0;
      for (const row of rows) sum += targets[row]!;
      return { kind: 'constant', value: Math.fround(sum / rows.length) };
    }
    case 'linear':
      return { kind: 'linear', linear: fitLinear(columns, targets, rows, loss, recipe.penalty), isLogOdds };
    case 'boosted-trees': {
      const { ensemble } = growBoostedTrees(binned, targets, rows, loss, recipe, seed);
      return { kind: 'trees', trees: ensemble, isLogOdds };
    }
    case 'forest':
      return { kind: 'trees', trees: growForest(binned, targets, rows, recipe, seed), isLogOdds: false };
  }
}

/** What the model says of some rows: in the target's unit, or a probability. */
export function predict(model: FittedModel, columns: Columns, rows: Int32Array): Float64Array {
  if (model.kind === 'constant') return new Float64Array(rows.length).fill(model.value);
  const raw =
    model.kind === 'linear'
      ? predictLinear(model.linear, columns, rows)
      : predictTrees(model.trees, columns, rows);
  return model.isLogOdds ? raw.map(sigmoid) : raw;
}
