import type { DictionaryColumn } from '@mining-ops/fleet-data/dictionary-column.js';
import { ROAD_CONDITIONS, SHIFTS, WEATHER_CONDITIONS } from '@mining-ops/fleet-data/vocabulary.js';
import { CATEGORICAL_FEATURES, type CategoricalFeature } from '../features/feature-list.js';

/** By category, in the order of `CATEGORICAL_FEATURES`: the levels that a model knows, in the order of their codes. */
export type Vocabulary = readonly (readonly string[])[];

/** Categories whose levels are agreed beforehand; what is spelt otherwise is unknown, even where it was trained on. */
const CANONICAL: Partial<Record<CategoricalFeature, readonly string[]>> = {
  weatherCondition: WEATHER_CONDITIONS,
  roadCondition: ROAD_CONDITIONS,
  shift: SHIFTS,
};

/** The canonical levels where there are any; of brands and models, those that occur, in alphabetical order. */
export function vocabularyOf(columns: readonly DictionaryColumn[]): Vocabulary {
  return CATEGORICAL_FEATURES.map((name, c) => CANONICAL[name] ?? [...columns[c]!.values].sort());
}
