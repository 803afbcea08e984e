import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { groupedFolds, sampleGroups } from '../data/folds.js';
import type { TrainingTable } from '../data/training-table.js';
import { NUMERIC_FEATURES } from '../features/feature-list.js';
import type { TargetDefinition } from '../features/targets.js';
import { fitModel, type FittedModel, type LearningData } from '../models/fitted-model.js';
import { describeRecipe, type Recipe } from '../models/recipe.js';
import { toOnnx, type OnnxModel } from '../onnx/model-graph.js';
import type { Scores } from '../registry/manifest.js';
import type { BinnedColumns } from '../trees/binned-columns.js';
import { CODE_VERSION } from '../code-version.js';
import { chooseRecipe } from './choose.js';
import { profileOf, type ReferenceProfile } from './profile.js';
import { judgeRecipes, latestFold, scoresOf, type Judged } from './score-recipes.js';
import { searchRecipes } from './search.js';
import { spreadOf } from './spread.js';

/** Rows that recipes are compared on, at most: whole shifts at random. The model itself learns from all. */
export const MOST_COMPARED_ROWS = 20_000;
const FOLDS = 5;
const REPETITIONS = 2;
/** Fewer rows with a known target are not learned from. */
const LEAST_ROWS = 50;

/** The parts of the work, about. */
const STEP_SHARES = { search: 0.4, compare: 0.4, latest: 0.1, learn: 0.1 } as const;

/** A model and all that is known about it, but for its name. */
export interface TrainedTarget {
  readonly recipe: Recipe;
  readonly description: string;
  readonly model: FittedModel;
  readonly onnx: OnnxModel;
  readonly profile: ReferenceProfile;
  readonly spread: number[] | null;
  readonly crossValidation: Scores;
  readonly latest: (Scores & { readonly from: string }) | null;
  readonly compared: readonly { readonly description: string; readonly score: Scores['model'] }[];
  readonly choice: string;
  readonly rowsWithTarget: number;
  readonly mean: number;
}

export interface TrainTargetOptions {
  readonly seed: number;
  /** Told of the share of the work that is done, 0–1; awaited, so that a server can do other work in between. */
  readonly onProgress?: (share: number) => void | Promise<void>;
  /** Ends the training early: it throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What is learned from, of one target. */
export function learningData(
  table: TrainingTable,
  binned: BinnedColumns,
  target: TargetDefinition,
): LearningData {
  return { columns: table.columns, binned, targets: table.outcomes[target.name], task: target.task };
}

/** Rows whose target is known, ascending. */
export function rowsWithTarget({ count, outcomes }: TrainingTable, target: TargetDefinition): Int32Array {
  const values = outcomes[target.name];
  return Int32Array.from({ length: count }, (_, row) => row).filter((row) => !Number.isNaN(values[row]));
}

/**
 * Trains the model of one target: searches recipes, compares the best by repeated cross-validation over whole shifts,
 * takes the simplest that is not clearly worse than the best, judges it on the latest trips, and learns it from all rows.
 *
 * The same table, seed and code give the same model, byte for byte.
 *
 * @throws FleetDataError where fewer than 50 rows have a known target
 */
export async function trainTarget(
  table: TrainingTable,
  binned: BinnedColumns,
  target: TargetDefinition,
  { seed, onProgress, signal }: TrainTargetOptions,
): Promise<TrainedTarget> {
  const data = learningData(table, binned, target);
  const rows = rowsWithTarget(table, target);
  if (rows.length < LEAST_ROWS) throw tooFew(target, rows.length);
  let share = 0;
  const stepDone = async (step: keyof typeof STEP_SHARES): Promise<void> => {
    share += STEP_SHARES[step];
    signal?.throwIfAborted();
    await onProgress?.(share);
  };
  const compared = sampleGroups(rows, table.shift, MOST_COMPARED_ROWS, seed);
  const recipes = searchRecipes(data, compared, table.shift, seed);
  await stepDone('search');

  const judged = crossValidate(recipes, data, table, compared, seed);
  await stepDone('compare');
  const judgedLatest = judgeLatest(recipes, data, table, rows, seed);
  const { place, reason } = chooseRecipe(recipes, judged, judgedLatest, target.task);
  const places = { model: place, linear: placeOfLinear(recipes), constant: 0 };
  await stepDone('latest');

  const recipe = recipes[place]!;
  const model = fitModel(recipe, data, rows, seed);
  const shape = { name: target.name, numbers: NUMERIC_FEATURES.length, vocabulary: table.vocabulary };
  const predictions = judged.outOfFold[place]!.predictions;
  await stepDone('learn');
  return {
    recipe,
    description: describeRecipe(recipe, target.task),
    model,
    onnx: toOnnx(model, target.task, shape, CODE_VERSION),
    profile: profileOf(table, compared, predictions, seed),
    spread: target.task === 'regression' ? spreadOf(data.targets, compared, predictions) : null,
    crossValidation: scoresOf(judged, data, places),
    latest:
      judgedLatest === null
        ? null
        : { ...scoresOf(judgedLatest, data, places), from: firstOf(judgedLatest.rows, table) },
    compared: recipes.map((one, at) => ({
      description: describeRecipe(one, target.task),
      score: judged.card.scoreOf(String(at)),
    })),
    choice: reason,
    rowsWithTarget: rows.length,
    mean: rows.reduce((sum, row) => sum + data.targets[row]!, 0) / rows.length,
  };
}

function crossValidate(
  recipes: readonly Recipe[],
  data: LearningData,
  table: TrainingTable,
  rows: Int32Array,
  seed: number,
): Judged {
  // Other cuts than the search's: its winners were the luckiest on those.
  const repetitions = Array.from({ length: REPETITIONS }, (_, repetition) =>
    groupedFolds(rows, table.shift, FOLDS, seed, 1 + repetition),
  );
  return judgeRecipes(recipes, data, table, rows, repetitions, seed);
}

function judgeLatest(
  recipes: readonly Recipe[],
  data: LearningData,
  table: TrainingTable,
  rows: Int32Array,
  seed: number,
): Judged | null {
  const fold = latestFold(rows, table);
  return fold === null ? null : judgeRecipes(recipes, data, table, fold.judge, [[fold]], seed);
}

/** When the first of some trips was recorded. */
const firstOf = (rows: Int32Array, { atMs }: TrainingTable): string =>
  new Date(rows.reduce((least, row) => Math.min(least, atMs[row]!), Infinity)).toISOString();

/** The constant stands in for the linear model where there was only one shift to learn from. */
const placeOfLinear = (recipes: readonly Recipe[]): number =>
  Math.max(
    0,
    recipes.findIndex(({ learner }) => learner === 'linear'),
  );

function tooFew({ name }: TargetDefinition, rows: number): FleetDataError {
  return new FleetDataError(
    'NO_USABLE_ROWS',
    `${name} cannot be learned: ${rows} trips have it, at least ${LEAST_ROWS} are needed. Add trips to hauling_activities.csv and run npm run data:prepare.`,
    { columns: [name] },
  );
}
