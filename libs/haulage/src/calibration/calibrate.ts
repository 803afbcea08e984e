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
  /** levels: loader, weather. */
  readonly loadingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, operator. */
  readonly haulingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road, operator. */
  readonly returnMin: MultiplicativeFit;
  /** levels: weather, road (whose end is the dump). */
  readonly dumpingMin: MultiplicativeFit;
  /** levels: loader. */
  readonly payloadFraction: MultiplicativeFit;
  /** Fuel without waiting. x: trip km; levels: weather, road condition, road. */
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
  const { weather, roadCondition, road, loader, operator } = history;
  const fraction = history.payloadT.map((payloadT, i) => payloadT / history.truckCapacityT[i]!);
  const { perQueueMinL } = fitFuelLine(history.fuelL, history.tripDistanceKm, history.queueMin);
  const tripFuelL = history.fuelL.map((fuelL, i) =>
    Math.max(0, fuelL - perQueueMinL * (history.queueMin[i]! || 0)),
  );
  const travel = [weather, roadCondition, road];
  const driven = [...travel, operator];
  return {
    cycles: history.length,
    tripDistanceKm: fitMultiplicative('trip distance', history.tripDistanceKm, history.roadDistanceKm, [
      road,
    ]),
    loadingMin: fitMultiplicative('loading time', history.loadingMin, null, [loader, weather]),
    haulingMin: fitMultiplicative('hauling time', history.haulingMin, history.tripDistanceKm, driven),
    returnMin: fitMultiplicative('return time', history.returnMin, history.tripDistanceKm, driven),
    dumpingMin: fitMultiplicative('dumping time', history.dumpingMin, null, [weather, road]),
    payloadFraction: fitMultiplicative('payload', fraction, null, [loader]),
    tripFuelL: fitMultiplicative('fuel', tripFuelL, history.tripDistanceKm, travel),
    idleFuelLPerMin: perQueueMinL,
    delayProbability: fitMultiplicative('delays', history.delayed, null, [weather, roadCondition]),
  };
}

/** Travel times with an operator, relative to the average one: 1.1 is 10% slower. 1 where the operator is unknown. */
export function operatorTravelFactor({ haulingMin, returnMin }: Calibration, operator: number): number {
  if (operator < 0) return 1;
  return ((haulingMin.factors[3]?.[operator] ?? 1) + (returnMin.factors[3]?.[operator] ?? 1)) / 2;
}
