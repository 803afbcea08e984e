import type { TruckDefinition } from './mine-definition.js';

/** The factors of a truck and driver of whom nothing particular is known. */
export const AVERAGE_TRUCK = {
  travelFactor: 1,
  loadingFactor: 1,
  dumpingFactor: 1,
  payloadFactor: 1,
  fuelFactor: 1,
} as const satisfies Partial<TruckDefinition>;
