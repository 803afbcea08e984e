import { textAt } from '@mining-ops/fleet-data/dictionary-column.js';
import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';

export const GROUPS = [
  ...(['truck', 'excavator', 'road', 'shift', 'weather', 'road_condition', 'month', 'day'] as const),
  'maintenance_type',
] as const;
type Group = (typeof GROUPS)[number];

/** Measures that can be asked for: the table that they come from, and their unit. */
export const MEASURES = {
  load: { table: 'trips', unit: 't' },
  fuel: { table: 'trips', unit: 'L' },
  fuel_ratio: { table: 'trips', unit: 'L/t' },
  cycle_time: { table: 'trips', unit: 'min' },
  queue_time: { table: 'trips', unit: 'min' },
  loading_time: { table: 'trips', unit: 'min' },
  hauling_time: { table: 'trips', unit: 'min' },
  dumping_time: { table: 'trips', unit: 'min' },
  return_time: { table: 'trips', unit: 'min' },
  trip_distance: { table: 'trips', unit: 'km' },
  delayed_share: { table: 'trips', unit: '%' },
  downtime: { table: 'maintenance', unit: 'h' },
  maintenance_cost: { table: 'maintenance', unit: 'IDR' },
  rainfall: { table: 'weather', unit: 'mm' },
} as const;
export type MeasureName = keyof typeof MEASURES;

/** One record as far as a query looks at it; a group's label is made only where it is asked for. */
export interface HistoryRow {
  readonly atMs: number;
  readonly value: number;
  readonly groups: Partial<Record<Group, () => string>>;
}

/** Records that have the measure, in the order of their file. */
export function rowsOf(measure: MeasureName, snapshot: FleetSnapshot): Iterable<HistoryRow> {
  switch (MEASURES[measure].table) {
    case 'trips':
      return trips(measure, snapshot);
    case 'maintenance':
      return maintenance(measure, snapshot);
    case 'weather':
      return weather(snapshot);
  }
}

function* trips(
  measure: MeasureName,
  { activities: a, trucks, excavators, roads }: FleetSnapshot,
): Generator<HistoryRow> {
  const values: Partial<Record<MeasureName, (i: number) => number>> = {
    load: (i) => a.loadWeightT[i] ?? Number.NaN,
    fuel: (i) => a.fuelL[i] ?? Number.NaN,
    fuel_ratio: (i) => (a.fuelL[i] ?? Number.NaN) / (a.loadWeightT[i] ?? Number.NaN),
    cycle_time: (i) => a.cycleMin[i] ?? Number.NaN,
    queue_time: (i) => a.queueMin[i] ?? Number.NaN,
    loading_time: (i) => a.loadingMin[i] ?? Number.NaN,
    hauling_time: (i) => a.haulingMin[i] ?? Number.NaN,
    dumping_time: (i) => a.dumpingMin[i] ?? Number.NaN,
    return_time: (i) => a.returnMin[i] ?? Number.NaN,
    trip_distance: (i) => a.distanceKm[i] ?? Number.NaN,
    delayed_share: (i) => (a.isDelayed[i] === -1 ? Number.NaN : (a.isDelayed[i] ?? Number.NaN) * 100),
  };
  for (let i = 0; i < a.count; i += 1) {
    const value = values[measure]?.(i) ?? Number.NaN;
    const status = textAt(a.status, i);
    if (!Number.isFinite(value) || (status !== null && status !== 'COMPLETED')) continue;
    const atMs = a.createdAtMs[i] ?? 0;
    yield {
      atMs,
      value,
      groups: {
        truck: () => labelOf(trucks[a.truckIndex[i] ?? -1]),
        excavator: () => labelOf(excavators[a.excavatorIndex[i] ?? -1]),
        road: () => roads[a.roadIndex[i] ?? -1]?.name ?? '-',
        shift: () => textAt(a.shift, i) ?? '-',
        weather: () => textAt(a.weatherCondition, i) ?? '-',
        road_condition: () => textAt(a.roadCondition, i) ?? '-',
        ...calendar(atMs),
      },
    };
  }
}

function* maintenance(
  measure: MeasureName,
  { maintenance: logs, truckById, excavatorById }: FleetSnapshot,
): Generator<HistoryRow> {
  for (const log of logs) {
    const value = measure === 'downtime' ? (log.downtimeH ?? log.durationH) : log.costIdr;
    const atMs = log.completedAtMs ?? log.actualAtMs ?? log.scheduledAtMs;
    if (value === null || atMs === null || log.status !== 'COMPLETED') continue;
    const { truckId, excavatorId, maintenanceType } = log;
    yield {
      atMs,
      value,
      groups: {
        truck: () => (truckId === null ? '-' : labelOf(truckById.get(truckId))),
        excavator: () => (excavatorId === null ? '-' : labelOf(excavatorById.get(excavatorId))),
        maintenance_type: () => maintenanceType ?? '-',
        ...calendar(atMs),
      },
    };
  }
}

function* weather({ weather: logs }: FleetSnapshot): Generator<HistoryRow> {
  for (const { recordedAtMs, rainfallMm, condition } of logs) {
    if (rainfallMm === null) continue;
    yield {
      atMs: recordedAtMs,
      value: rainfallMm,
      groups: { weather: () => condition, ...calendar(recordedAtMs) },
    };
  }
}

function calendar(atMs: number): Partial<Record<Group, () => string>> {
  return {
    month: () => new Date(atMs).toISOString().slice(0, 7),
    day: () => new Date(atMs).toISOString().slice(0, 10),
  };
}

function labelOf(
  machine: { readonly code: string | null; readonly name: string | null; readonly id: string } | undefined,
): string {
  return machine?.code ?? machine?.name ?? machine?.id ?? '-';
}
