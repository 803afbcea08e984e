import {
  loaderFactors,
  truckFactors,
  type Calibration,
  type LoaderCode,
} from '@mining-ops/haulage/calibration/calibrate.js';
import { fittedMean } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { TYPICAL_PASSES } from '@mining-ops/haulage/calibration/calibrate.js';
import type { ShiftConditions } from '@mining-ops/haulage/calibration/shift-definition.js';
import type { Finance } from '../question/strategy-question.js';

/** What the calibrated model expects of an average truck on a road, before what truck, driver and loaders change. */
export interface RoadMeans {
  readonly loadingMin: number;
  readonly travelMin: number;
  readonly dumpingMin: number;
  readonly payloadFraction: number;
  readonly tripFuelL: number;
}

export function roadMeans(calibration: Calibration, conditions: ShiftConditions): RoadMeans {
  const { road, weather, roadCondition, roadDistanceKm } = conditions;
  const tripKm = fittedMean(calibration.tripDistanceKm, roadDistanceKm, [road]);
  const levels = [weather, roadCondition, road];
  return {
    loadingMin: fittedMean(calibration.loadingMin, TYPICAL_PASSES, [-1, weather]),
    travelMin:
      fittedMean(calibration.haulingMin, tripKm, levels) + fittedMean(calibration.returnMin, tripKm, levels),
    dumpingMin: fittedMean(calibration.dumpingMin, 0, [weather, road]),
    payloadFraction: fittedMean(calibration.payloadFraction, 0, [-1, -1, -1, weather]),
    tripFuelL: fittedMean(calibration.tripFuelL, tripKm, levels),
  };
}

/** A truck with its driver; codes are those of the calibration's history, −1 where unknown or of no matter. */
export interface Hauler {
  readonly capacityT: number;
  readonly truck: number;
  readonly driver: number;
}

/**
 * What a truck and its driver earn on a road under some loaders while they never wait: (coal hauled − fuel burnt) over
 * the cycle's time, IDR/min. How much and how fast they carry and what they burn all count, each as recorded.
 */
export function earningIdrPerMin(
  calibration: Calibration,
  means: RoadMeans,
  loaders: readonly LoaderCode[],
  { capacityT, truck, driver }: Hauler,
  { coalPriceIdrPerT, fuelPriceIdrPerL }: Finance,
): number {
  const own = truckFactors(calibration, truck, driver);
  const under = loaderFactors(calibration, loaders, capacityT);
  const payloadT = capacityT * means.payloadFraction * own.payloadFactor * under.payloadFactor;
  const cycleMin =
    means.loadingMin * own.loadingFactor * under.loadingFactor +
    means.travelMin * own.travelFactor +
    means.dumpingMin * own.dumpingFactor;
  const fuelL = means.tripFuelL * own.fuelFactor;
  return (payloadT * coalPriceIdrPerT - fuelL * fuelPriceIdrPerL) / cycleMin;
}
