import { NUMERIC_FEATURES, type NumericFeature } from '@mining-ops/learning/features/feature-list.js';

/** Inputs that must be the same for a prediction to be of a trip. The age of the truck in days tells the day. */
export const MATCHED_NUMBERS: readonly NumericFeature[] = NUMERIC_FEATURES.filter(
  (name) => name !== 'distance',
);

/**
 * A planned trip's distance is the road's usual one, a recorded trip's its own: they may differ by this part for the
 * prediction to be one of that trip.
 */
export const DISTANCE_TOLERANCE = 0.02;

/**
 * @param numbers in the order of `MATCHED_NUMBERS`
 * @param categories in the order of the categorical features
 */
export const keyOf = (numbers: readonly number[], categories: readonly string[]): string =>
  `${numbers.join(' ')}\n${categories.join('\n')}`;
