import { faultsOf, type DefinitionFault } from '../definition/faults.js';
import type { HaulageDefinition } from '../definition/haulage-definition.js';

/** A definition refused, with all its faults. */
export class InvalidDefinitionError extends Error {
  override readonly name = 'InvalidDefinitionError';

  constructor(readonly faults: readonly DefinitionFault[]) {
    super(`the mine cannot work: ${faults.map((fault) => `${fault.path}: ${fault.reason}`).join('; ')}`);
  }
}

/** A definition made ready to run: numbers in typed arrays, cheap to send to a thread. */
export interface CompiledHaulage {
  readonly shiftEndMin: number;
  /** The latest moment at which a load may be expected to be dumped, min. */
  readonly lastDumpMin: number;
  readonly truckCapacitiesT: Float64Array;
  readonly loadingMeansMin: Float64Array;
  /** One residual table a loader. */
  readonly loadingResiduals: readonly Float64Array[];
  readonly haulingMeanMin: number;
  readonly haulingResiduals: Float64Array;
  readonly returnMeanMin: number;
  readonly returnResiduals: Float64Array;
  readonly dumpBays: number;
  readonly dumpingMeanMin: number;
  readonly dumpingResiduals: Float64Array;
  readonly payloadMeanFraction: number;
  readonly payloadResiduals: Float64Array;
  readonly tripFuelMeanL: number;
  readonly tripFuelResiduals: Float64Array;
  readonly idleFuelLPerMin: number;
  readonly delayProbability: number;
}

/**
 * Makes a definition ready to run.
 *
 * @throws InvalidDefinitionError with every fault, where it cannot work
 */
export function compile(definition: HaulageDefinition): CompiledHaulage {
  const faults = faultsOf(definition);
  if (faults.length > 0) throw new InvalidDefinitionError(faults);
  const { shift, trucks, loaders, dump } = definition;
  return {
    shiftEndMin: shift.durationMin,
    lastDumpMin: shift.durationMin + shift.overrunMin,
    truckCapacitiesT: Float64Array.from(trucks, (truck) => truck.capacityT),
    loadingMeansMin: Float64Array.from(loaders, (loader) => loader.loadingMin.mean),
    loadingResiduals: loaders.map((loader) => loader.loadingMin.residuals),
    haulingMeanMin: definition.haulingMin.mean,
    haulingResiduals: definition.haulingMin.residuals,
    returnMeanMin: definition.returnMin.mean,
    returnResiduals: definition.returnMin.residuals,
    dumpBays: dump.bays,
    dumpingMeanMin: dump.dumpingMin.mean,
    dumpingResiduals: dump.dumpingMin.residuals,
    payloadMeanFraction: definition.payloadFraction.mean,
    payloadResiduals: definition.payloadFraction.residuals,
    tripFuelMeanL: definition.tripFuelL.mean,
    tripFuelResiduals: definition.tripFuelL.residuals,
    idleFuelLPerMin: definition.idleFuelLPerMin,
    delayProbability: definition.delayProbability,
  };
}
