import type { MineDefinition } from '../definition/mine-definition.js';
import type { Variate } from '../definition/spread.js';
import type { TruckFactors } from './calibrate.js';
import {
  definitionOf,
  UNDISTURBED,
  type Disturbances,
  type ShiftFrame,
  type StaffedTruck,
} from './expected-shift.js';

/** What models predict of a quantity: the mean of one trip's value, and how far single trips lie from it. */
export interface Predicted {
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
}

/**
 * What models predict of one shift, for each truck with its driver under each loader: all columns are
 * [truck · loaders + loader], times in min.
 */
export interface ShiftPredictions {
  readonly loadingMin: Predicted;
  readonly haulingMin: Predicted;
  readonly returnMin: Predicted;
  readonly dumpingMin: Predicted;
  readonly payloadT: Predicted;
  /** Out and back, without waiting, L. */
  readonly tripFuelL: Predicted;
  readonly delayProbability: Float64Array;
  /** What a waiting truck burns, L/min: no model predicts it. */
  readonly idleFuelLPerMin: number;
  /** What a trip drives one way, km. */
  readonly tripKm: number;
}

/**
 * The definition of one shift on one road by learned models, in place of a calibration (see `shiftDefinition`). A
 * definition knows a mean for each loader and a factor for each truck: together they give every predicted mean exactly
 * where there is one loader, or where trucks differ alike under all loaders, else the best product for each truck's mean.
 * Spreads are lognormal, with the mean square of the predicted coefficients of variation.
 *
 * @throws RangeError where a column has another length than trucks × loaders, a mean is not above 0, or a standard
 * deviation is negative
 */
export function predictedShiftDefinition(
  predictions: ShiftPredictions,
  frame: ShiftFrame,
  trucks: readonly StaffedTruck[],
  loaderIds: readonly string[],
  disturbances: Disturbances = UNDISTURBED,
): MineDefinition {
  const table = new PredictionTable(trucks.length, loaderIds.length);
  const { loadingMin, haulingMin, returnMin, dumpingMin, payloadT, tripFuelL } = predictions;
  for (const name of QUANTITIES) table.check(name, predictions[name]);
  table.checkLength('delayProbability', predictions.delayProbability);
  const fraction = {
    means: payloadT.means.map((t, i) => t / trucks[table.truckOf(i)]!.capacityT),
    standardDeviations: payloadT.standardDeviations.map((t, i) => t / trucks[table.truckOf(i)]!.capacityT),
  };
  const travelMeans = haulingMin.means.map((minutes, i) => minutes + returnMin.means[i]!);
  const factors = {
    travelFactor: table.truckFactors(travelMeans),
    loadingFactor: table.truckFactors(loadingMin.means),
    dumpingFactor: table.truckFactors(dumpingMin.means),
    payloadFactor: table.truckFactors(fraction.means),
    fuelFactor: table.truckFactors(tripFuelL.means),
  };
  return definitionOf(
    {
      source: 'models',
      tripKm: predictions.tripKm,
      haulingMin: table.overall(haulingMin),
      returnMin: table.overall(returnMin),
      dumpingMin: table.overall(dumpingMin),
      tripFuelL: table.overall(tripFuelL),
      loaders: loaderIds.map((_, loader) => ({
        loadingMin: table.ofLoader(loadingMin, loader),
        payloadFraction: table.ofLoader(fraction, loader),
      })),
      trucks: trucks.map((_, truck): TruckFactors => ({
        travelFactor: factors.travelFactor[truck]!,
        loadingFactor: factors.loadingFactor[truck]!,
        dumpingFactor: factors.dumpingFactor[truck]!,
        payloadFactor: factors.payloadFactor[truck]!,
        fuelFactor: factors.fuelFactor[truck]!,
      })),
      idleFuelLPerMin: predictions.idleFuelLPerMin,
      delayProbability: meanOf(predictions.delayProbability),
    },
    frame,
    trucks,
    loaderIds,
    disturbances,
  );
}

const QUANTITIES = [
  'loadingMin',
  'haulingMin',
  'returnMin',
  'dumpingMin',
  'payloadT',
  'tripFuelL',
] as const satisfies (keyof ShiftPredictions)[];

/** Reads columns that are [truck · loaders + loader]. */
class PredictionTable {
  constructor(
    private readonly trucks: number,
    private readonly loaders: number,
  ) {}

  truckOf(index: number): number {
    return Math.floor(index / this.loaders);
  }

  checkLength(name: string, { length }: Float64Array): void {
    if (length !== this.trucks * this.loaders)
      throw new RangeError(
        `${name} must have ${this.trucks} trucks × ${this.loaders} loaders numbers, has ${length}`,
      );
  }

  check(name: string, { means, standardDeviations }: Predicted): void {
    this.checkLength(`${name}.means`, means);
    this.checkLength(`${name}.standardDeviations`, standardDeviations);
    means.forEach((mean, i) => {
      if (!(mean > 0 && Number.isFinite(mean)))
        throw new RangeError(`${name}.means[${i}] must be above 0, is ${mean}`);
      const deviation = standardDeviations[i]!;
      if (!(deviation >= 0 && Number.isFinite(deviation)))
        throw new RangeError(`${name}.standardDeviations[${i}] must not be negative, is ${deviation}`);
    });
  }

  /** Each truck's mean over the loaders, relative to that of all trucks. */
  truckFactors(means: Float64Array): Float64Array {
    const overall = meanOf(means);
    return Float64Array.from(
      { length: this.trucks },
      (_, truck) => meanOf(means.subarray(truck * this.loaders, (truck + 1) * this.loaders)) / overall,
    );
  }

  overall({ means, standardDeviations }: Predicted): Variate {
    return { mean: meanOf(means), spread: { kind: 'lognormal', cv: variation(means, standardDeviations) } };
  }

  ofLoader({ means, standardDeviations }: Predicted, loader: number): Variate {
    const pick = (column: Float64Array): Float64Array => column.filter((_, i) => i % this.loaders === loader);
    return this.overall({ means: pick(means), standardDeviations: pick(standardDeviations) });
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function variation(means: Float64Array, standardDeviations: Float64Array): number {
  return Math.sqrt(meanOf(means.map((mean, i) => (standardDeviations[i]! / mean) ** 2)));
}
