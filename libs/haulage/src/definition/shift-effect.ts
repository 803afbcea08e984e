/** What can be better or worse for a whole shift than its conditions tell. */
export const SHIFT_QUANTITIES = ['loading', 'hauling', 'return', 'dumping', 'payload', 'fuel'] as const;
export type ShiftQuantity = (typeof SHIFT_QUANTITIES)[number];

/** One shift's factors on the expected means; 1 is as expected. The way from the park stays as it is. */
export type ShiftEffect = Readonly<Record<ShiftQuantity, number>>;

/**
 * How whole shifts have differed from what their conditions let expect, one entry a recorded shift. Trips of one shift
 * share what no record names (the ground that day, the loader's operator, what the calibration got wrong of the road),
 * so that their chance does not average out: without this the band of a shift's mean is too narrow. An entry is drawn
 * whole: what is slow on the way out is slow on the way back.
 */
export type ShiftEffects = readonly ShiftEffect[];

export const NO_SHIFT_EFFECT: ShiftEffect = {
  loading: 1,
  hauling: 1,
  return: 1,
  dumping: 1,
  payload: 1,
  fuel: 1,
};
