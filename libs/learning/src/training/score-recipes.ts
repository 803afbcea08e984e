import { latestHeldOut, type Fold } from '../data/folds.js';
import type { TrainingTable } from '../data/training-table.js';
import type { LearningData } from '../models/fitted-model.js';
import type { Recipe } from '../models/recipe.js';
import type { Scores } from '../registry/manifest.js';
import { areaUnderCurve } from '../scores/losses.js';
import { ScoreCard } from '../scores/score-card.js';
import { outOfFold, type OutOfFold } from './out-of-fold.js';

/** Share of the rows, the latest by time, that is held out. */
export const LATEST_SHARE = 0.2;
/** Fewer rows on either side say nothing. */
const LEAST_ROWS = 30;

/** Recipes judged on the same rows. */
export interface Judged {
  readonly card: ScoreCard;
  /** In the order of the recipes; their names on the card are their places, as texts. */
  readonly outOfFold: readonly OutOfFold[];
  readonly rows: Int32Array;
  readonly shifts: number;
}

/** Judges recipes by folds of the same rows; `rows` are those of the folds' judged sides. */
export function judgeRecipes(
  recipes: readonly Recipe[],
  data: LearningData,
  table: TrainingTable,
  rows: Int32Array,
  repetitions: readonly (readonly Fold[])[],
  seed: number,
): Judged {
  const shift = Int32Array.from(rows, (row) => table.shift[row]!);
  const actual = Float64Array.from(rows, (row) => data.targets[row]!);
  const card = new ScoreCard(data.task, actual, shift, seed);
  const judged = recipes.map((recipe, place) => {
    const said = outOfFold(recipe, data, rows, repetitions, seed);
    card.add(String(place), said.losses);
    return said;
  });
  return { card, outOfFold: judged, rows, shifts: new Set(shift).size };
}

/** The latest rows, judged by models of those before; null where there are too few on either side. */
export function latestFold(rows: Int32Array, table: TrainingTable): Fold | null {
  const fold = latestHeldOut(rows, table.atMs, LATEST_SHARE);
  return fold.learn.length < LEAST_ROWS || fold.judge.length < LEAST_ROWS ? null : fold;
}

/** The scores of one recipe beside the baselines'. All are places in the list of recipes. */
export function scoresOf(
  { card, outOfFold: said, rows, shifts }: Judged,
  { task, targets }: LearningData,
  { model, linear, constant }: { model: number; linear: number; constant: number },
): Scores {
  const { predictions, losses } = said[model]!;
  const meanLoss = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const actual = Float64Array.from(rows, (row) => targets[row]!);
  const ones = actual.filter((value) => value === 1).length;
  const hasBoth = task === 'classification' && ones > 0 && ones < actual.length;
  return {
    rows: rows.length,
    shifts,
    model: card.scoreOf(String(model)),
    linear: card.scoreOf(String(linear)),
    constant: card.scoreOf(String(constant)),
    gainOverLinear: card.gainOf(String(model), String(linear)),
    gainOverConstant: card.gainOf(String(model), String(constant)),
    error: task === 'regression' ? Math.sqrt(meanLoss) : meanLoss,
    auc: hasBoth ? areaUnderCurve(actual, predictions) : null,
  };
}
