import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, EXPORTED_AT_MS, HOUR_MS, iso, MINUTE_MS } from '../base/calendar.js';
import { at, between, integerBetween, pick, round } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import type { Vessel } from './vessels.js';

export interface Schedule {
  readonly id: string;
  readonly vessel: Vessel;
  readonly etaMs: number;
  /** The loading deadline. */
  readonly etsMs: number;
  readonly plannedT: number;
  readonly status: string;
}

const SCHEDULES = 40;
const FIRST_ETA_MS = Date.UTC(2026, 8, 1);
/** ETAs reach to the end of March 2027. */
const SPACING_DAYS = 5.3;
const CANCELLED = new Set([5, 27]);
const PORTS = ['Muara Pantai', 'Sangatta', 'Balikpapan', 'Tanjung Bara', 'Samarinda', 'Banjarmasin'] as const;
const DESTINATIONS = ['Tanjung Priok', 'Suralaya', 'Merak', 'Paiton', 'Gresik', 'Cirebon'] as const;
const BUYERS = [
  'PLN',
  'PT Petrokimia',
  'PT Steel Indonesia',
  'PT Semen Indonesia',
  'PT Pupuk Indonesia',
] as const;
const SAILING_DAYS = 3;

/** What has happened to a vessel by the time of the export. */
function statusOf(i: number, etaMs: number, etsMs: number): string {
  if (CANCELLED.has(i)) return 'CANCELLED';
  const sinceEtsDays = (EXPORTED_AT_MS - etsMs) / DAY_MS;
  if (sinceEtsDays > 9) return 'COMPLETED';
  if (sinceEtsDays > 5) return 'DISCHARGING';
  // One that should have left last week is still alongside: demurrage is running.
  if (sinceEtsDays > 0) return 'LOADING';
  if (etaMs < EXPORTED_AT_MS) return 'ARRIVED';
  return etaMs < EXPORTED_AT_MS + 6 * DAY_MS ? 'STANDBY' : 'SCHEDULED';
}

export function makeSchedules(stream: RandomStream, ids: IdSource, vessels: readonly Vessel[]): Schedule[] {
  const active = vessels.slice(0, -1);
  return Array.from({ length: SCHEDULES }, (_, i) => {
    const vessel = at(active, i % active.length);
    const etaMs = FIRST_ETA_MS + Math.round((i * SPACING_DAYS + between(stream, 0, 2)) * 24) * HOUR_MS;
    const etsMs = etaMs + Math.round(between(stream, 40, 110)) * HOUR_MS;
    return {
      id: ids.next(Math.min(etaMs - 45 * DAY_MS, EXPORTED_AT_MS - DAY_MS)),
      vessel,
      etaMs,
      etsMs,
      plannedT: round(vessel.capacityT * between(stream, 0.82, 0.97), 1),
      status: statusOf(i, etaMs, etsMs),
    };
  });
}

/** Part of the cargo that is aboard. */
const ABOARD: Readonly<Record<string, number>> = {
  COMPLETED: 1,
  DISCHARGING: 1,
  LOADING: 0.55,
  ARRIVED: 0.15,
};

function scheduleRow(stream: RandomStream, schedule: Schedule, i: number) {
  const { etaMs, etsMs, status } = schedule;
  const aboard = ABOARD[status] ?? 0;
  const hasLeft = aboard === 1;
  const arrivedMs = etaMs + integerBetween(stream, -120, 240) * MINUTE_MS;
  const loadedMs = etsMs + integerBetween(stream, -600, 420) * MINUTE_MS;
  const etaDestinationMs = etsMs + SAILING_DAYS * DAY_MS;
  const isDelivered = status === 'COMPLETED' || status === 'DISCHARGING';
  const share = aboard * between(stream, 0.985, 1.015);
  const createdAtMs = Math.min(etaMs - 45 * DAY_MS, EXPORTED_AT_MS - DAY_MS);
  return {
    id: schedule.id,
    scheduleNumber: `SCH-${String(i + 1).padStart(7, '0')}`,
    vesselId: schedule.vessel.id,
    voyageNumber: `VY-${String(i + 1).padStart(5, '0')}`,
    loadingPort: pick(stream, PORTS),
    destination: pick(stream, DESTINATIONS),
    etaLoading: iso(etaMs),
    etsLoading: iso(etsMs),
    etaDestination: iso(etaDestinationMs),
    ataLoading: aboard > 0 ? iso(arrivedMs) : null,
    loadingStart: aboard > 0 ? iso(arrivedMs + 2 * HOUR_MS) : null,
    loadingComplete: hasLeft ? iso(loadedMs) : null,
    atsLoading: hasLeft ? iso(loadedMs + 90 * MINUTE_MS) : null,
    ataDestination: isDelivered ? iso(loadedMs + SAILING_DAYS * DAY_MS + 5 * HOUR_MS) : null,
    plannedQuantity: schedule.plannedT,
    actualQuantity: aboard > 0 ? round(schedule.plannedT * share, 1) : null,
    buyer: pick(stream, BUYERS),
    contractNumber: `CN-${integerBetween(stream, 1000, 9999)}`,
    status,
    remarks: null,
    createdAt: iso(createdAtMs),
    updatedAt: iso(EXPORTED_AT_MS),
  };
}

export const schedulesTable = (stream: RandomStream, schedules: readonly Schedule[]): Table =>
  tableOf(
    'sailing_schedules.csv',
    schedules.map((schedule, i) => scheduleRow(stream, schedule, i)),
  );
