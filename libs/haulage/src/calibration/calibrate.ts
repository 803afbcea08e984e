import type { CodeColumn, CycleHistory } from './cycle-history.js';
import { fitFuelLine } from './fuel-fit.js';
import { filledFraction, fitPassRule, passesFor, type PassRule } from './whole-passes.js';
import { fitMultiplicative, fittedMean, type MultiplicativeFit } from './multiplicative-fit.js';

/** Passes for which a loader's time is given where a calibration knows of passes; each truck's factor makes up the rest. */
export const TYPICAL_PASSES = 4;

/**
 * What a mine's history says of its cycles: for each quantity a mean given road, weather, road condition and distance
 * (or loader), and the spread that remains.
 */
export interface Calibration {
  readonly cycles: number;
  /** x: road km; levels: road. */
  readonly tripDistanceKm: MultiplicativeFit;
  /** x: passes, where there is a pass rule; levels: loader, weather, truck, operator, loader with capacity. */
  readonly loadingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly haulingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly returnMin: MultiplicativeFit;
  /** levels: weather, road (whose end is the dump), truck, operator. */
  readonly dumpingMin: MultiplicativeFit;
  /** Over what the pass rule brings. levels: loader, truck, operator, weather, loader with capacity. */
  readonly payloadFraction: MultiplicativeFit;
  /** Fuel without waiting. x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly tripFuelL: MultiplicativeFit;
  readonly idleFuelLPerMin: number;
  /** levels: weather, road condition. */
  readonly delayProbability: MultiplicativeFit;
  /** The trucks' capacities, ascending, which the level "loader with capacity" numbers; none where it has no effect. */
  readonly capacitiesT?: readonly number[];
  /** How whole buckets fill a truck; none where no bucket is known. */
  readonly passRule?: PassRule | null;
}

/**
 * Learns a calibration from recorded cycles.
 *
 * @throws NoHistoryError that names the first quantity with fewer than 10 usable rows
 */
export function calibrate(history: CycleHistory): Calibration {
  const { weather, roadCondition, road, loader, truck, operator } = history;
  const fraction = history.payloadT.map((payloadT, i) => payloadT / history.truckCapacityT[i]!);
  const { bucketM3 } = history;
  const passRule = bucketM3 ? fitPassRule(fraction, history.truckCapacityT, bucketM3) : null;
  const overFilled = fraction.map((value, i) =>
    passRule && bucketM3 ? value / filledFraction(passRule, history.truckCapacityT[i]!, bucketM3[i]!) : value,
  );
  const { perQueueMinL } = fitFuelLine(history.fuelL, history.tripDistanceKm, history.queueMin);
  const tripFuelL = history.fuelL.map((fuelL, i) =>
    Math.max(0, fuelL - perQueueMinL * (history.queueMin[i]! || 0)),
  );
  const passes =
    passRule && bucketM3
      ? bucketM3.map((bucket, i) => passesFor(passRule, history.truckCapacityT[i]!, bucket))
      : null;
  const capacitiesT = [...new Set(history.truckCapacityT)].filter((t) => t > 0).sort((a, b) => a - b);
  const loaderWithCapacity: CodeColumn = {
    codes: loader.codes.map((code, i) => withCapacityCode(capacitiesT, code, history.truckCapacityT[i]!)),
    levels: loader.levels * capacitiesT.length,
  };
  const travel = [weather, roadCondition, road, truck, operator];
  return {
    cycles: history.length,
    tripDistanceKm: fitMultiplicative('trip distance', history.tripDistanceKm, history.roadDistanceKm, [
      road,
    ]),
    loadingMin: fitMultiplicative(
      'loading time',
      history.loadingMin,
      passes,
      [loader, weather, truck, operator],
      [loaderWithCapacity],
    ),
    haulingMin: fitMultiplicative('hauling time', history.haulingMin, history.tripDistanceKm, travel),
    returnMin: fitMultiplicative('return time', history.returnMin, history.tripDistanceKm, travel),
    dumpingMin: fitMultiplicative('dumping time', history.dumpingMin, null, [weather, road, truck, operator]),
    payloadFraction: fitMultiplicative(
      'payload',
      overFilled,
      null,
      [loader, truck, operator, weather],
      [loaderWithCapacity],
    ),
    tripFuelL: fitMultiplicative('fuel', tripFuelL, history.tripDistanceKm, travel),
    idleFuelLPerMin: perQueueMinL,
    delayProbability: fitMultiplicative('delays', history.delayed, null, [weather, roadCondition]),
    capacitiesT,
    passRule,
  };
}

/** Level of a loader together with a capacity; −1 where either is unknown. */
function withCapacityCode(capacitiesT: readonly number[], loader: number, capacityT: number): number {
  const capacity = capacitiesT.indexOf(capacityT);
  return loader < 0 || capacity < 0 ? -1 : loader * capacitiesT.length + capacity;
}

/** What a truck and its driver do, relative to the average: 1.1 is 10% more. 1 where they are unknown (−1). */
export interface TruckFactors {
  readonly travelFactor: number;
  readonly loadingFactor: number;
  readonly dumpingFactor: number;
  readonly payloadFactor: number;
  readonly fuelFactor: number;
}

export function truckFactors(calibration: Calibration, truck: number, operator: number): TruckFactors {
  const { haulingMin, returnMin, loadingMin, dumpingMin, payloadFraction, tripFuelL } = calibration;
  const of = ({ factors }: MultiplicativeFit, first: number): number =>
    (factors[first]?.[truck] ?? 1) * (factors[first + 1]?.[operator] ?? 1);
  return {
    travelFactor: (of(haulingMin, 3) + of(returnMin, 3)) / 2,
    loadingFactor: of(loadingMin, 2),
    dumpingFactor: of(dumpingMin, 2),
    payloadFactor: of(payloadFraction, 1),
    fuelFactor: of(tripFuelL, 3),
  };
}

/** A loader, with its code in the calibration's history (−1 where unknown). */
export interface LoaderCode {
  readonly code: number;
  readonly bucketM3?: number;
}

/**
 * What trucks of a capacity do under some loaders, relative to what truck and loader do elsewhere: whole buckets fill
 * some trucks well and others badly. The mean over the loaders.
 */
export function loaderFactors(
  { loadingMin, payloadFraction, capacitiesT = [], passRule }: Calibration,
  loaders: readonly LoaderCode[],
  capacityT: number,
): Pick<TruckFactors, 'loadingFactor' | 'payloadFactor'> {
  const meanOf = (value: (loader: LoaderCode, level: number) => number): number =>
    loaders.reduce(
      (sum, loader) => sum + value(loader, withCapacityCode(capacitiesT, loader.code, capacityT)),
      0,
    ) / loaders.length;
  const filled = ({ bucketM3 }: LoaderCode): number =>
    passRule && bucketM3 !== undefined ? filledFraction(passRule, capacityT, bucketM3) : 1;
  const timeOfPasses = ({ bucketM3 }: LoaderCode): number => {
    const passes = passRule && bucketM3 !== undefined ? passesFor(passRule, capacityT, bucketM3) : NaN;
    // A loader's own time is given for `TYPICAL_PASSES`.
    return Number.isNaN(passes)
      ? 1
      : fittedMean(loadingMin, passes, []) / fittedMean(loadingMin, TYPICAL_PASSES, []);
  };
  return {
    loadingFactor: meanOf((loader, level) => (loadingMin.factors[4]?.[level] ?? 1) * timeOfPasses(loader)),
    payloadFactor: meanOf((loader, level) => (payloadFraction.factors[4]?.[level] ?? 1) * filled(loader)),
  };
}
