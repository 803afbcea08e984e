/** The columns of the prediction log that hold what was predicted, by target, in their order. */
export const PREDICTION_COLUMNS = {
  fuelConsumed: 'pred_bbm',
  loadWeight: 'pred_load',
  isDelayed: 'pred_delay',
  loadingDuration: 'pred_loading_min',
  haulingDuration: 'pred_hauling_min',
  dumpingDuration: 'pred_dumping_min',
  returnDuration: 'pred_return_min',
} as const;
