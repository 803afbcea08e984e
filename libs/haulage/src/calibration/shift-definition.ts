import { fittedMean, type MultiplicativeFit } from './multiplicative-fit.js';
import type { Spread, Variate } from '../definition/spread.js';
import type { MineDefinition } from '../definition/mine-definition.js';
import {
  loaderFactors,
  truckFactors,
  TYPICAL_PASSES,
  type Calibration,
  type TruckFactors,
} from './calibrate.js';
import {
  definitionOf,
  UNDISTURBED,
  type Disturbances,
  type ExpectedShift,
  type ShiftFrame,
  type StaffedTruck,
} from './expected-shift.js';

/** The conditions of a shift, as codes of the calibration's history; −1 where the history does not know them. */
export interface ShiftConditions extends ShiftFrame {
  readonly road: number;
  readonly roadDistanceKm: number;
  /** What a trip drives one way, where it is known: the way within the pit depends on where the loader stands. */
  readonly tripDistanceKm?: number;
  readonly weather: number;
  /** Weathers that the shift has had, one entry for each equal part of it: then `weather` does not matter. */
  readonly weathers?: readonly number[];
  readonly roadCondition: number;
}

/** A truck that may work in the shift; codes are those of the calibration's history, −1 where unknown. */
export interface TruckChoice extends StaffedTruck {
  readonly code: number;
  /** Who drives it. */
  readonly operator: number;
}

/** A loader that may work in the shift, with its code in the calibration's history (−1 where unknown). */
export interface LoaderChoice {
  readonly id: string;
  readonly code: number;
  readonly bucketM3?: number;
}

/** The definition of one shift on one road: what the calibration expects under the conditions, for the given fleet. */
export function shiftDefinition(
  calibration: Calibration,
  conditions: ShiftConditions,
  trucks: readonly TruckChoice[],
  loaders: readonly LoaderChoice[],
  disturbances: Disturbances = UNDISTURBED,
): MineDefinition {
  const expected = expectedShift(calibration, conditions, trucks, loaders, 'history');
  const loaderIds = loaders.map(({ id }) => id);
  return definitionOf(expected, conditions, trucks, loaderIds, disturbances);
}

/**
 * What a calibration expects of one shift on one road.
 *
 * @param source what the calibration was made from
 */
export function expectedShift(
  calibration: Calibration,
  conditions: ShiftConditions,
  trucks: readonly TruckChoice[],
  loaders: readonly LoaderChoice[],
  source: 'history' | 'physics',
): ExpectedShift {
  const { road, roadCondition } = conditions;
  const weathers = conditions.weathers ?? [conditions.weather];
  const tripKm = tripDistanceKm(calibration, conditions);
  const over = (fit: MultiplicativeFit, x: number, levels: (weather: number) => number[]): Variate =>
    variate(
      fit,
      meanOver(weathers, (weather) => fittedMean(fit, x, levels(weather))),
    );
  const ofTrip = (fit: MultiplicativeFit): Variate =>
    over(fit, tripKm, (weather) => [weather, roadCondition, road]);
  const { loadingMin, payloadFraction, dumpingMin, delayProbability } = calibration;
  return {
    source,
    tripKm,
    haulingMin: ofTrip(calibration.haulingMin),
    returnMin: ofTrip(calibration.returnMin),
    dumpingMin: over(dumpingMin, 0, (weather) => [weather, road]),
    tripFuelL: ofTrip(calibration.tripFuelL),
    loaders: loaders.map(({ code }) => ({
      loadingMin: over(loadingMin, TYPICAL_PASSES, (weather) => [code, weather]),
      payloadFraction: over(payloadFraction, 0, (weather) => [code, -1, -1, weather]),
    })),
    trucks: trucks.map((truck) => factorsUnder(calibration, loaders, truck)),
    idleFuelLPerMin: calibration.idleFuelLPerMin,
    delayProbability: meanOver(weathers, (weather) =>
      fittedMean(delayProbability, 0, [weather, roadCondition]),
    ),
  };
}

/** What a trip drives one way, km. */
export function tripDistanceKm(
  calibration: Pick<Calibration, 'tripDistanceKm'>,
  {
    tripDistanceKm,
    roadDistanceKm,
    road,
  }: Pick<ShiftConditions, 'tripDistanceKm' | 'roadDistanceKm' | 'road'>,
): number {
  return tripDistanceKm ?? fittedMean(calibration.tripDistanceKm, roadDistanceKm, [road]);
}

function variate(fit: MultiplicativeFit, mean: number): Variate {
  const spread: Spread = { kind: 'table', quantiles: fit.residuals };
  return { mean, spread };
}

function factorsUnder(
  calibration: Calibration,
  loaders: readonly LoaderChoice[],
  { capacityT, code, operator }: Pick<TruckChoice, 'capacityT' | 'code' | 'operator'>,
): TruckFactors {
  const own = truckFactors(calibration, code, operator);
  const under = loaderFactors(calibration, loaders, capacityT);
  return {
    ...own,
    loadingFactor: own.loadingFactor * under.loadingFactor,
    payloadFactor: own.payloadFactor * under.payloadFactor,
  };
}

function meanOver<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
