import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { calibrate } from '@mining-ops/haulage/calibration/calibrate.js';
import { fitBreakdowns } from '@mining-ops/haulage/calibration/fit-breakdowns.js';
import { fitWeatherChain } from '@mining-ops/haulage/calibration/fit-weather.js';
import type { CycleHistory } from '@mining-ops/haulage/calibration/cycle-history.js';
import { NoHistoryError } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { calibrateByPhysics } from '@mining-ops/haulage/physics/physics-calibration.js';
import type { CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import { loaderFailures, truckFailures, weatherHistory } from './disturbance-history.js';
import { mineOnPaper } from './mine-on-paper.js';

/** A trip counts as history where it was driven to its end. Older exports have no status: then all are. */
const DRIVEN: ReadonlySet<string | null> = new Set(['COMPLETED', 'DELAYED', null]);

/** Learns from a snapshot's hauling activities; where these are too few, from physics, with a warning that says so. */
export function calibratedHistory(snapshot: FleetSnapshot): CalibratedHistory {
  const { activities, roads, trucks, excavators, operators } = snapshot;
  const weathers = activities.weatherCondition.values;
  const learned = calibrateOrCompute(snapshot);
  return {
    ...learned,
    weathers,
    roadConditions: activities.roadCondition.values,
    roadCodes: codesOf(roads),
    loaderCodes: codesOf(excavators),
    truckCodes: codesOf(trucks),
    operatorCodes: codesOf(operators),
    weatherChain: fitWeatherChain(weatherHistory(snapshot, weathers), weathers.length),
    truckBreakdowns: fitBreakdowns(truckFailures(snapshot)),
    loaderBreakdowns: fitBreakdowns(loaderFailures(snapshot)),
  };
}

function calibrateOrCompute(
  snapshot: FleetSnapshot,
): Pick<CalibratedHistory, 'calibration' | 'source' | 'warnings'> {
  try {
    return { calibration: calibrate(cycleHistory(snapshot)), source: 'history', warnings: [] };
  } catch (error) {
    if (!(error instanceof NoHistoryError)) throw error;
    const message = `${error.message}: travel, loading and fuel are computed from physics with typical machines`;
    return {
      calibration: calibrateByPhysics(mineOnPaper(snapshot)),
      source: 'physics',
      warnings: [{ code: 'NO_HISTORY', message }],
    };
  }
}

function codesOf(rows: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, code) => [id, code]));
}

/** The driven trips of a snapshot as columns. */
export function cycleHistory({
  activities: table,
  roads,
  trucks,
  excavators,
  operators,
}: FleetSnapshot): CycleHistory {
  const rows: number[] = [];
  for (let i = 0; i < table.count; i += 1) {
    const code = table.status.codes[i] ?? -1;
    if (DRIVEN.has(code < 0 ? null : (table.status.values[code] ?? null))) rows.push(i);
  }
  const pick = (value: (row: number) => number | undefined): Float64Array =>
    Float64Array.from(rows, (row) => value(row) ?? NaN);
  const code = (column: Int32Array, levels: number): { codes: Int32Array; levels: number } => ({
    codes: Int32Array.from(rows, (row) => column[row] ?? -1),
    levels,
  });
  const category = (column: {
    codes: Int32Array;
    values: readonly string[];
  }): { codes: Int32Array; levels: number } => code(column.codes, column.values.length);
  return {
    length: rows.length,
    loadingMin: pick((row) => table.loadingMin[row]),
    haulingMin: pick((row) => table.haulingMin[row]),
    dumpingMin: pick((row) => table.dumpingMin[row]),
    returnMin: pick((row) => table.returnMin[row]),
    queueMin: pick((row) => table.queueMin[row]),
    tripDistanceKm: pick((row) => table.distanceKm[row]),
    roadDistanceKm: pick((row) => roads[table.roadIndex[row] ?? -1]?.distanceKm),
    payloadT: pick((row) => table.loadWeightT[row]),
    bucketM3: pick((row) => excavators[table.excavatorIndex[row] ?? -1]?.bucketCapacityM3),
    truckCapacityT: pick((row) => trucks[table.truckIndex[row] ?? -1]?.capacityT),
    fuelL: pick((row) => table.fuelL[row]),
    // −1 is unknown there; a negative value counts as unknown here too
    delayed: pick((row) => table.isDelayed[row]),
    weather: category(table.weatherCondition),
    roadCondition: category(table.roadCondition),
    road: code(table.roadIndex, roads.length),
    loader: code(table.excavatorIndex, excavators.length),
    truck: code(table.truckIndex, trucks.length),
    operator: code(table.operatorIndex, operators.length),
  };
}
