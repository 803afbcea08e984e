import type { ActivityColumns } from '@mining-ops/fleet-data/activity-columns.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';

/** The same snapshot with only the given rows of its activities, in that order. Codes keep their meaning. */
export function withActivities(snapshot: FleetSnapshot, rows: readonly number[]): FleetSnapshot {
  return { ...snapshot, activities: pickActivities(snapshot.activities, rows) };
}

function pickActivities(table: ActivityColumns, rows: readonly number[]): ActivityColumns {
  const numbers = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row] ?? NaN);
  const codes = (column: Int32Array): Int32Array => Int32Array.from(rows, (row) => column[row] ?? -1);
  const dictionary = (column: ActivityColumns['truckId']): ActivityColumns['truckId'] => ({
    values: column.values,
    codes: codes(column.codes),
  });
  return {
    count: rows.length,
    ids: rows.map((row) => table.ids[row] ?? ''),
    createdAtMs: numbers(table.createdAtMs),
    isDelayed: Int8Array.from(rows, (row) => table.isDelayed[row] ?? -1),
    queueMin: numbers(table.queueMin),
    loadingMin: numbers(table.loadingMin),
    haulingMin: numbers(table.haulingMin),
    dumpingMin: numbers(table.dumpingMin),
    returnMin: numbers(table.returnMin),
    cycleMin: numbers(table.cycleMin),
    delayMin: numbers(table.delayMin),
    loadWeightT: numbers(table.loadWeightT),
    targetWeightT: numbers(table.targetWeightT),
    distanceKm: numbers(table.distanceKm),
    fuelL: numbers(table.fuelL),
    shift: dictionary(table.shift),
    weatherCondition: dictionary(table.weatherCondition),
    roadCondition: dictionary(table.roadCondition),
    status: dictionary(table.status),
    truckId: dictionary(table.truckId),
    excavatorId: dictionary(table.excavatorId),
    operatorId: dictionary(table.operatorId),
    roadSegmentId: dictionary(table.roadSegmentId),
    truckIndex: codes(table.truckIndex),
    excavatorIndex: codes(table.excavatorIndex),
    operatorIndex: codes(table.operatorIndex),
    roadIndex: codes(table.roadIndex),
  };
}
