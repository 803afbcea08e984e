import type { Spread, Variate } from '../definition/spread.js';
import type { ExpectedShift, StaffedTruck } from './expected-shift.js';

/** What a model predicts of a quantity: the mean of each trip, and how single trips lie around it. */
export interface Predicted {
  readonly means: Float64Array;
  readonly spread: Spread;
}

/**
 * What models predict of one shift, for each truck with its driver under each loader: all columns are
 * [truck · loaders + loader], times in min. Null where there is no model: the quantity stays as it was expected.
 */
export interface ShiftPredictions {
  readonly loadingMin: Predicted | null;
  /** Both ways or none: a truck has one factor for travelling. */
  readonly travelMin: { readonly hauling: Predicted; readonly returning: Predicted } | null;
  readonly dumpingMin: Predicted | null;
  readonly payloadT: Predicted | null;
  /** Out and back, without waiting, L. */
  readonly tripFuelL: Predicted | null;
  readonly delayProbability: Float64Array | null;
}

/**
 * A shift as a calibration expects it, with what models predict in the place of what it says. A shift knows a mean for
 * each loader and a factor for each truck: together they give every predicted mean exactly where there is one loader, or
 * where trucks differ alike under all loaders, else the best product for each truck's mean.
 *
 * @throws RangeError where a column has another length than trucks × loaders, or a mean is not above 0
 */
export function predictedShift(
  expected: ExpectedShift,
  predictions: ShiftPredictions,
  trucks: readonly StaffedTruck[],
): ExpectedShift {
  const table = new PredictionTable(trucks.length, expected.loaders.length);
  const { loadingMin, travelMin, dumpingMin, payloadT, tripFuelL, delayProbability } = predictions;
  table.check('loadingMin', loadingMin);
  table.check('haulingMin', travelMin?.hauling ?? null);
  table.check('returnMin', travelMin?.returning ?? null);
  table.check('dumpingMin', dumpingMin);
  table.check('payloadT', payloadT);
  table.check('tripFuelL', tripFuelL);
  if (delayProbability) table.checkLength('delayProbability', delayProbability);
  const payloadFraction = payloadT && {
    means: payloadT.means.map((t, i) => t / trucks[table.truckOf(i)]!.capacityT),
    spread: payloadT.spread,
  };
  const travelMeans = travelMin?.hauling.means.map((minutes, i) => minutes + travelMin.returning.means[i]!);
  const factors = {
    travelFactor: table.truckFactors(travelMeans),
    loadingFactor: table.truckFactors(loadingMin?.means),
    dumpingFactor: table.truckFactors(dumpingMin?.means),
    payloadFactor: table.truckFactors(payloadFraction?.means),
    fuelFactor: table.truckFactors(tripFuelL?.means),
  };
  const isPredicted = Object.values(predictions).some((one) => one !== null);
  return {
    ...expected,
    source: isPredicted ? 'models' : expected.source,
    haulingMin: travelMin ? overall(travelMin.hauling) : expected.haulingMin,
    returnMin: travelMin ? overall(travelMin.returning) : expected.returnMin,
    dumpingMin: dumpingMin ? overall(dumpingMin) : expected.dumpingMin,
    tripFuelL: tripFuelL ? overall(tripFuelL) : expected.tripFuelL,
    loaders: expected.loaders.map((loader, l) => ({
      loadingMin: loadingMin ? table.ofLoader(loadingMin, l) : loader.loadingMin,
      payloadFraction: payloadFraction ? table.ofLoader(payloadFraction, l) : loader.payloadFraction,
    })),
    trucks: expected.trucks.map((calibrated, t) => ({
      travelFactor: factors.travelFactor?.[t] ?? calibrated.travelFactor,
      loadingFactor: factors.loadingFactor?.[t] ?? calibrated.loadingFactor,
      dumpingFactor: factors.dumpingFactor?.[t] ?? calibrated.dumpingFactor,
      payloadFactor: factors.payloadFactor?.[t] ?? calibrated.payloadFactor,
      fuelFactor: factors.fuelFactor?.[t] ?? calibrated.fuelFactor,
    })),
    delayProbability: delayProbability ? meanOf(delayProbability) : expected.delayProbability,
  };
}

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

  check(name: string, predicted: Predicted | null): void {
    if (!predicted) return;
    this.checkLength(`${name}.means`, predicted.means);
    predicted.means.forEach((mean, i) => {
      if (!(mean > 0 && Number.isFinite(mean)))
        throw new RangeError(`${name}.means[${i}] must be above 0, is ${mean}`);
    });
  }

  /** Each truck's mean over the loaders, relative to that of all trucks. */
  truckFactors(means: Float64Array | undefined): Float64Array | null {
    if (!means) return null;
    const all = meanOf(means);
    return Float64Array.from(
      { length: this.trucks },
      (_, truck) => meanOf(means.subarray(truck * this.loaders, (truck + 1) * this.loaders)) / all,
    );
  }

  ofLoader({ means, spread }: Predicted, loader: number): Variate {
    return overall({ means: means.filter((_, i) => i % this.loaders === loader), spread });
  }
}

function overall({ means, spread }: Predicted): Variate {
  return { mean: meanOf(means), spread };
}

function meanOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
