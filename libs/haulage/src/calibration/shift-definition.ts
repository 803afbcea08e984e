import type { HaulageDefinition, TruckDefinition } from '../definition/haulage-definition.js';
import type { Calibration } from './calibrate.js';
import { fittedMean } from './multiplicative-fit.js';

/** The conditions of a shift, as codes of the calibration's history; −1 where the history does not know them. */
export interface ShiftConditions {
  readonly road: number;
  readonly roadDistanceKm: number;
  readonly weather: number;
  readonly roadCondition: number;
  readonly durationMin: number;
  readonly overrunMin: number;
  readonly dumpBays: number;
}

/** A loader that may work in the shift, with its code in the calibration's history (−1 where unknown). */
export interface LoaderChoice {
  readonly id: string;
  readonly code: number;
}

/** The definition of one shift: what the calibration expects under the conditions, for the given fleet. */
export function shiftDefinition(
  calibration: Calibration,
  conditions: ShiftConditions,
  trucks: readonly TruckDefinition[],
  loaders: readonly LoaderChoice[],
): HaulageDefinition {
  const { road, weather, roadCondition } = conditions;
  const tripKm = fittedMean(calibration.tripDistanceKm, conditions.roadDistanceKm, [road]);
  const travel = [weather, roadCondition, road];
  return {
    shift: { durationMin: conditions.durationMin, overrunMin: conditions.overrunMin },
    trucks,
    loaders: loaders.map(({ id, code }) => ({
      id,
      loadingMin: {
        mean: fittedMean(calibration.loadingMin, 0, [code, weather]),
        residuals: calibration.loadingMin.residuals,
      },
    })),
    haulingMin: {
      mean: fittedMean(calibration.haulingMin, tripKm, travel),
      residuals: calibration.haulingMin.residuals,
    },
    returnMin: {
      mean: fittedMean(calibration.returnMin, tripKm, travel),
      residuals: calibration.returnMin.residuals,
    },
    dump: {
      bays: conditions.dumpBays,
      dumpingMin: {
        mean: fittedMean(calibration.dumpingMin, 0, [weather, road]),
        residuals: calibration.dumpingMin.residuals,
      },
    },
    payloadFraction: {
      // A pool serves trucks by whichever loader is free: the loaders' mean skill.
      mean:
        loaders.reduce((sum, { code }) => sum + fittedMean(calibration.payloadFraction, 0, [code]), 0) /
        Math.max(1, loaders.length),
      residuals: calibration.payloadFraction.residuals,
    },
    tripFuelL: {
      mean: fittedMean(calibration.tripFuelL, tripKm, travel),
      residuals: calibration.tripFuelL.residuals,
    },
    idleFuelLPerMin: calibration.idleFuelLPerMin,
    delayProbability: Math.min(1, fittedMean(calibration.delayProbability, 0, [weather, roadCondition])),
  };
}
