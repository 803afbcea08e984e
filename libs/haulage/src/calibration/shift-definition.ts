import type {
  BreakdownDefinition,
  Leg,
  MineDefinition,
  WeatherDefinition,
} from '../definition/mine-definition.js';
import type { Spread, Variate } from '../definition/spread.js';
import {
  dumpingFactor,
  loaderFactors,
  truckFactors,
  TYPICAL_PASSES,
  type Calibration,
  type TruckFactors,
} from './calibrate.js';
import { fittedMean, type MultiplicativeFit } from './multiplicative-fit.js';

/** The conditions of a shift, as codes of the calibration's history; −1 where the history does not know them. */
export interface ShiftConditions {
  readonly road: number;
  readonly roadDistanceKm: number;
  /** What a trip drives one way, where it is known: the way within the pit depends on where the loader stands. */
  readonly tripDistanceKm?: number;
  readonly weather: number;
  /** Weathers that the shift has had, one entry for each equal part of it: then `weather` does not matter. */
  readonly weathers?: readonly number[];
  readonly roadCondition: number;
  /** When a truck first comes to the loader, min from the shift's start; where not given, as if from the dump. */
  readonly firstArrivalMin?: Variate;
  readonly durationMin: number;
  readonly overrunMin: number;
  readonly dumpBays: number;
}

/** A truck that may work in the shift; codes are those of the calibration's history, −1 where unknown. */
export interface TruckChoice {
  readonly id: string;
  readonly capacityT: number;
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

/** What can disturb a shift; null switches it off. */
export interface Disturbances {
  readonly weather: WeatherDefinition | null;
  readonly truckBreakdowns: BreakdownDefinition | null;
  readonly loaderBreakdowns: BreakdownDefinition | null;
}

export const UNDISTURBED: Disturbances = { weather: null, truckBreakdowns: null, loaderBreakdowns: null };

/** The one load site and the one dump of a shift on one road. */
const PIT = 'pit';
const DUMP = 'dump';

/**
 * The definition of one shift on one road: what the calibration expects under the conditions, for the given fleet. The
 * park lies at the dump. Fuel is known by the trip and booked on the loaded leg.
 */
export function shiftDefinition(
  calibration: Calibration,
  conditions: ShiftConditions,
  trucks: readonly TruckChoice[],
  loaders: readonly LoaderChoice[],
  disturbances: Disturbances = UNDISTURBED,
): MineDefinition {
  const { road, roadCondition, firstArrivalMin } = conditions;
  const weathers = conditions.weathers ?? [conditions.weather];
  const tripKm =
    conditions.tripDistanceKm ?? fittedMean(calibration.tripDistanceKm, conditions.roadDistanceKm, [road]);
  const capacitiesT = [...new Set(trucks.map(({ capacityT }) => capacityT))].sort((a, b) => a - b);
  const ofTrip = (fit: MultiplicativeFit): Variate =>
    variate(
      fit,
      meanOver(weathers, (weather) => fittedMean(fit, tripKm, [weather, roadCondition, road])),
    );
  const leg = (travelMin: Variate, fuelL: Variate): Leg => ({
    travelMeansMin: capacitiesT.map(() => travelMin.mean),
    travelSpread: travelMin.spread,
    fuelMeansL: capacitiesT.map(() => fuelL.mean),
    fuelSpread: fuelL.spread,
    overtaking: true,
  });
  const [hauling, returning] = [ofTrip(calibration.haulingMin), ofTrip(calibration.returnMin)];
  const dumping = variate(
    calibration.dumpingMin,
    meanOver(weathers, (weather) => fittedMean(calibration.dumpingMin, 0, [weather, road])),
  );
  const fleetDumpingFactor = meanOver(trucks, ({ code, operator }) =>
    dumpingFactor(calibration, code, operator),
  );
  const dumpingShare = dumping.mean / (hauling.mean + returning.mean);
  const noFuel: Variate = { mean: 0, spread: { kind: 'none' } };
  const empty = leg(returning, noFuel);
  return {
    shift: {
      durationMin: conditions.durationMin,
      overrunMin: conditions.overrunMin,
      startLossMin: 0,
      breaks: [],
    },
    truckClasses: capacitiesT.map((capacityT) => ({
      id: className(capacityT),
      capacityT,
      idleFuelLPerMin: calibration.idleFuelLPerMin,
      tankL: null,
    })),
    trucks: trucks.map(({ id, capacityT, code, operator }) => {
      const factors = factorsUnder(calibration, loaders, { capacityT, code, operator });
      // A definition has no dumping time of one truck: what it takes above the fleet's mean is put on its way, so that
      // its cycle is right. Fleets that are more alike than the real one queue less.
      const extraDumping = dumpingFactor(calibration, code, operator) - fleetDumpingFactor;
      return {
        id,
        class: className(capacityT),
        ...factors,
        travelFactor: factors.travelFactor + extraDumping * dumpingShare,
        loadSite: null,
      };
    }),
    loadSites: [
      {
        id: PIT,
        sharedQueue: true,
        loaders: loaders.map(({ id, code }) => ({
          id,
          loading: {
            kind: 'whole',
            loadingMin: variate(
              calibration.loadingMin,
              meanOver(weathers, (weather) =>
                fittedMean(calibration.loadingMin, TYPICAL_PASSES, [code, weather]),
              ),
            ),
            payloadFraction: variate(
              calibration.payloadFraction,
              meanOver(weathers, (weather) =>
                fittedMean(calibration.payloadFraction, 0, [code, -1, -1, weather]),
              ),
            ),
          },
        })),
      },
    ],
    dumpSites: [
      {
        id: DUMP,
        bays: conditions.dumpBays,
        dumpingMin: { ...dumping, mean: dumping.mean * fleetDumpingFactor },
      },
    ],
    routes: [
      {
        loadSite: PIT,
        dumpSite: DUMP,
        distanceKm: tripKm,
        loaded: leg(hauling, ofTrip(calibration.tripFuelL)),
        empty,
      },
    ],
    parkRoutes: [{ loadSite: PIT, leg: firstArrivalMin ? leg(firstArrivalMin, noFuel) : empty }],
    dispatchRule: 'fixed',
    ...disturbances,
    refuelling: null,
    delayProbability: Math.min(
      1,
      meanOver(weathers, (weather) => fittedMean(calibration.delayProbability, 0, [weather, roadCondition])),
    ),
    durationSource: 'history',
  };
}

function className(capacityT: number): string {
  return `${capacityT} t`;
}

function variate(fit: MultiplicativeFit, mean: number): Variate {
  const spread: Spread = { kind: 'table', quantiles: fit.residuals };
  return { mean, spread };
}

function factorsUnder(
  calibration: Calibration,
  loaders: readonly LoaderChoice[],
  { capacityT, code, operator }: Omit<TruckChoice, 'id'>,
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
