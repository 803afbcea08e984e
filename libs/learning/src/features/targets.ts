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
