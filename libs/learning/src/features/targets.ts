/** Everything that is recorded of a trip and could be predicted: a column each in `final_training_data_real.csv`. */
export const TRIP_OUTCOMES = [
  'fuelConsumed',
  'loadWeight',
  'isDelayed',
  'queueDuration',
  'loadingDuration',
  'haulingDuration',
  'dumpingDuration',
  'returnDuration',
  'totalCycleTime',
] as const;

export type TripOutcome = (typeof TRIP_OUTCOMES)[number];

/** What a model is trained for. */
export interface TargetDefinition {
  readonly name: TripOutcome;
  /** A regression predicts a mean, a classification the probability of a yes. */
  readonly task: 'regression' | 'classification';
  readonly unit: 'L' | 't' | 'min' | 'probability';
}

/**
 * The outcomes that have models. Queues have none: they depend on how many trucks there are, which is no feature, and the
 * simulation makes them. Nor has the whole cycle, which is the sum of its phases.
 */
export const TARGETS: readonly TargetDefinition[] = [
  { name: 'fuelConsumed', task: 'regression', unit: 'L' },
  { name: 'loadWeight', task: 'regression', unit: 't' },
  { name: 'isDelayed', task: 'classification', unit: 'probability' },
  { name: 'loadingDuration', task: 'regression', unit: 'min' },
  { name: 'haulingDuration', task: 'regression', unit: 'min' },
  { name: 'dumpingDuration', task: 'regression', unit: 'min' },
  { name: 'returnDuration', task: 'regression', unit: 'min' },
];
