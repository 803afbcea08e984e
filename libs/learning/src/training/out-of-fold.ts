import type { Fold } from '../data/folds.js';
import { fitModel, predict, type LearningData } from '../models/fitted-model.js';
import type { Recipe } from '../models/recipe.js';
import { lossOf } from '../scores/losses.js';

/** What a recipe says of rows that it was not shown. */
export interface OutOfFold {
  /** Of each row, in the order of `rows`: by the first repetition. */
  readonly predictions: Float64Array;
  /** Of each row: the mean over the repetitions. */
  readonly losses: Float64Array;
}

/**
 * Predicts every row by a model that has seen nothing of its shift, once a repetition.
 *
 * @param repetitions cuts of the same rows into folds
 */
export function outOfFold(
  recipe: Recipe,
  data: LearningData,
  rows: Int32Array,
  repetitions: readonly (readonly Fold[])[],
  seed: number,
): OutOfFold {
  const placeOf = new Map<number, number>();
  rows.forEach((row, place) => placeOf.set(row, place));
  const predictions = new Float64Array(rows.length);
  const losses = new Float64Array(rows.length);
  repetitions.forEach((folds, repetition) => {
    for (const { learn, judge } of folds) {
      const said = predict(fitModel(recipe, data, learn, seed + repetition), data.columns, judge);
      judge.forEach((row, i) => {
        const place = placeOf.get(row)!;
        if (repetition === 0) predictions[place] = said[i]!;
        losses[place]! += lossOf(data.task, data.targets[row]!, said[i]!) / repetitions.length;
      });
    }
  });
  return { predictions, losses };
}
