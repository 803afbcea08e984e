import type { CycleHistory } from './cycle-history.js';
import { fitFuelLine } from './fuel-fit.js';
import { fitMultiplicative, type MultiplicativeFit } from './multiplicative-fit.js';

/**
 * What a mine's history says of its cycles: for each quantity a mean given road, weather, road condition and distance
 * (or loader), and the spread that remains.
 */
export interface Calibration {
  readonly cycles: number;
  /** x: road km; levels: road. */
  readonly tripDistanceKm: MultiplicativeFit;
  /** levels: loader, weather, truck, operator. */
  readonly loadingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly haulingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly returnMin: MultiplicativeFit;
  /** levels: weather, road (whose end is the dump). */
  readonly dumpingMin: MultiplicativeFit;
  /** levels: loader, truck, operator. */
  readonly payloadFraction: MultiplicativeFit;
  /** Fuel without waiting. x: trip km; levels: weather, road condition, road, truck, operator. */
  readonly tripFuelL: MultiplicativeFit;
  readonly idleFuelLPerMin: number;
  /** levels: weather, road condition. */
  readonly delayProbability: MultiplicativeFit;
}

/**
 * Learns a calibration from recorded cycles.
 *
 * @throws NoHistoryError that names the first quantity with fewer than 10 usable rows
 */
export function calibrate(history: CycleHistory): Calibration {
  const { weather, roadCondition, road, loader, truck, operator } = history;
  const fraction = history.payloadT.map((payloadT, i) => payloadT / history.truckCapacityT[i]!);
  const { perQueueMinL } = fitFuelLine(history.fuelL, history.tripDistanceKm, history.queueMin);
  const tripFuelL = history.fuelL.map((fuelL, i) =>
    Math.max(0, fuelL - perQueueMinL * (history.queueMin[i]! || 0)),
  );
  const travel = [weather, roadCondition, road, truck, operator];
  return {
    cycles: history.length,
    tripDistanceKm: fitMultiplicative('trip distance', history.tripDistanceKm, history.roadDistanceKm, [
      road,
    ]),
    loadingMin: fitMultiplicative('loading time', history.loadingMin, null, [
      loader,
      weather,
      truck,
      operator,
    ]),
    haulingMin: fitMultiplicative('hauling time', history.haulingMin, history.tripDistanceKm, travel),
    returnMin: fitMultiplicative('return time', history.returnMin, history.tripDistanceKm, travel),
    dumpingMin: fitMultiplicative('dumping time', history.dumpingMin, null, [weather, road]),
    payloadFraction: fitMultiplicative('payload', fraction, null, [loader, truck, operator]),
    tripFuelL: fitMultiplicative('fuel', tripFuelL, history.tripDistanceKm, travel),
    idleFuelLPerMin: perQueueMinL,
    delayProbability: fitMultiplicative('delays', history.delayed, null, [weather, roadCondition]),
  };
}

/** What a truck and its driver do, relative to the average: 1.1 is 10% more. 1 where they are unknown (−1). */
export interface TruckFactors {
  readonly travelFactor: number;
  readonly loadingFactor: number;
  readonly payloadFactor: number;
  readonly fuelFactor: number;
}

export function truckFactors(calibration: Calibration, truck: number, operator: number): TruckFactors {
  const { haulingMin, returnMin, loadingMin, payloadFraction, tripFuelL } = calibration;
  const of = ({ factors }: MultiplicativeFit, first: number): number =>
    (factors[first]?.[truck] ?? 1) * (factors[first + 1]?.[operator] ?? 1);
  return {
    travelFactor: (of(haulingMin, 3) + of(returnMin, 3)) / 2,
    loadingFactor: of(loadingMin, 2),
    payloadFactor: of(payloadFraction, 1),
    fuelFactor: of(tripFuelL, 3),
  };
}
