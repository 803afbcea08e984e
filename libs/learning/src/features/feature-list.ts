/**
 * The 13 inputs of every model, in the order in which models take them: the numbers first, then the categories.
 * Their names are those of the columns in `final_training_data_real.csv` and in the prediction log.
 */
export const NUMERIC_FEATURES = [
  /** t, what the truck may carry. */
  'capacity',
  /** m³, the excavator's bucket. */
  'bucketCapacity',
  /** 0–5 stars of the truck's driver. */
  'rating',
  /** Years; 0 where the competency does not say. */
  'operator_experience_years',
  /** km, one way: what this trip drives. */
  'distance',
  /** %, of the road, uphill positive. */
  'gradient',
  /** Whole days since the truck was bought. */
  'truck_age_days',
  /** Whole days since the truck's last completed maintenance. */
  'days_since_last_maintenance',
] as const;

export const CATEGORICAL_FEATURES = [
  'weatherCondition',
  'roadCondition',
  'shift',
  /** Of the truck. */
  'brand',
  'model_excavator',
] as const;

export type NumericFeature = (typeof NUMERIC_FEATURES)[number];
export type CategoricalFeature = (typeof CATEGORICAL_FEATURES)[number];
export type FeatureName = NumericFeature | CategoricalFeature;

export const FEATURES: readonly FeatureName[] = [...NUMERIC_FEATURES, ...CATEGORICAL_FEATURES];

/** One trip as the models see it. */
export interface FeatureVector {
  /** In the order of `NUMERIC_FEATURES`; NaN is unknown. */
  readonly numbers: readonly number[];
  /** In the order of `CATEGORICAL_FEATURES`; an empty text is unknown. */
  readonly categories: readonly string[];
}
