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
  /** x: trip km; levels: weather, road condition, road. */
  readonly haulingMin: MultiplicativeFit;
  /** x: trip km; levels: weather, road condition, road. */
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
  const { weather, roadCondition, road, loader } = history;
  const fraction = history.payloadT.map((payloadT, i) => payloadT / history.truckCapacityT[i]!);
  const { perQueueMinL } = fitFuelLine(history.fuelL, history.tripDistanceKm, history.queueMin);
  const tripFuelL = history.fuelL.map((fuelL, i) =>
    Math.max(0, fuelL - perQueueMinL * (history.queueMin[i]! || 0)),
  );
  const travel = [weather, roadCondition, road];
  return {
    cycles: history.length,
    tripDistanceKm: fitMultiplicative('trip distance', history.tripDistanceKm, history.roadDistanceKm, [
      road,
    ]),
    loadingMin: fitMultiplicative('loading time', history.loadingMin, null, [loader, weather]),
    haulingMin: fitMultiplicative('hauling time', history.haulingMin, history.tripDistanceKm, travel),
    returnMin: fitMultiplicative('return time', history.returnMin, history.tripDistanceKm, travel),
    dumpingMin: fitMultiplicative('dumping time', history.dumpingMin, null, [weather, road]),
    payloadFraction: fitMultiplicative('payload', fraction, null, [loader]),
    tripFuelL: fitMultiplicative('fuel', tripFuelL, history.tripDistanceKm, travel),
    idleFuelLPerMin: perQueueMinL,
    delayProbability: fitMultiplicative('delays', history.delayed, null, [weather, roadCondition]),
  };
}
