import type { ActivityColumns } from '@mining-ops/fleet-data/activity-columns.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { CycleHistory } from '@mining-ops/haulage/calibration/cycle-history.js';

/** A trip counts as history where it was driven to its end. Older exports have no status: then all are. */
const DRIVEN: ReadonlySet<string | null> = new Set(['COMPLETED', 'DELAYED', null]);

/** Rows of the trips that count as history, in the table's order. */
export function drivenRows({ count, status }: ActivityColumns): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const code = status.codes[row] ?? -1;
    if (DRIVEN.has(code < 0 ? null : (status.values[code] ?? null))) rows.push(row);
  }
  return rows;
}

/** The driven trips of a snapshot as columns. */
export function cycleHistory({
  activities: table,
  roads,
  trucks,
  excavators,
  operators,
}: FleetSnapshot): CycleHistory {
  const rows = drivenRows(table);
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
