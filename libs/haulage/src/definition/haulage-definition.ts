import type { Variate } from './variate.js';

/** A dump truck. */
export interface TruckDefinition {
  readonly id: string;
  /** Rated payload, t. */
  readonly capacityT: number;
}

/** An excavator that loads one truck at a time. */
export interface LoaderDefinition {
  readonly id: string;
  /** Spot and load of one truck, min. */
  readonly loadingMin: Variate;
}

/**
 * One shift of one fleet: trucks that queue for a pool of loaders at one place, haul over one road, queue for the bays
 * of one dump, and return.
 */
export interface HaulageDefinition {
  readonly shift: {
    /** Length of the shift, min. */
    readonly durationMin: number;
    /** How long after the shift's end a load may still be dumped, min. No load starts that is expected later. */
    readonly overrunMin: number;
  };
  readonly trucks: readonly TruckDefinition[];
  readonly loaders: readonly LoaderDefinition[];
  /** Travel loaded, loader to dump, min. */
  readonly haulingMin: Variate;
  /** Travel empty, dump to loader, min. */
  readonly returnMin: Variate;
  readonly dump: { readonly bays: number; readonly dumpingMin: Variate };
  /** Payload as a fraction of the truck's capacity. */
  readonly payloadFraction: Variate;
  /** Fuel of one cycle without waiting, L. */
  readonly tripFuelL: Variate;
  /** Fuel burnt while waiting, L/min. */
  readonly idleFuelLPerMin: number;
  /** Probability that a cycle has a delay or incident. */
  readonly delayProbability: number;
}
