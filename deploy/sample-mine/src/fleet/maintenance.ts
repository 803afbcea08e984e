import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, EXPORTED_AT_MS, HOUR_MS } from '../base/calendar.js';
import { between, lognormalFactor, pickWeighted, standardNormal, weibull } from '../base/draws.js';
import type { Excavator } from './excavators.js';
import type { Truck } from './trucks.js';

export type MaintenanceType = 'PREVENTIVE' | 'CORRECTIVE' | 'PREDICTIVE' | 'INSPECTION' | 'OVERHAUL';
export type MaintenanceStatus = 'SCHEDULED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';
export type MachineKind = 'truck' | 'excavator' | 'support';

export interface Maintenance {
  readonly kind: MachineKind;
  readonly machineId: string;
  readonly type: MaintenanceType;
  readonly status: MaintenanceStatus;
  /** Null for repairs, which nobody planned. */
  readonly scheduledAtMs: number | null;
  /** When it began, or, while SCHEDULED, is to begin. */
  readonly actualAtMs: number;
  /** Hours in the workshop; null unless COMPLETED. */
  readonly durationH: number | null;
}

/** Eight weeks before the history, so that every truck has been serviced once when it begins. */
const RECORDS_START_MS = Date.UTC(2026, 4, 4, 1);
/** Wear-out failures: shape above 1 (Weibull), mean time between failures about two months. */
const FAILURE = { shape: 1.3, truckScaleDays: 68, excavatorScaleDays: 80, supportScaleDays: 90 };
const REPAIR_MEAN_H = 14;

export const completedAtMs = ({ actualAtMs, durationH }: Maintenance): number | null =>
  durationH === null ? null : actualAtMs + durationH * HOUR_MS;

/** To the whole hour: workshops write no minutes. */
const wholeHour = (ms: number): number => Math.round(ms / HOUR_MS) * HOUR_MS;

interface Machine {
  readonly kind: MachineKind;
  readonly id: string;
  readonly serviceIntervalDays: number;
  readonly failureScaleDays: number;
  /** At the export: in the workshop for a service, for a repair, or neither. */
  readonly inWorkshopFor: 'PREVENTIVE' | 'CORRECTIVE' | null;
}

function services(stream: RandomStream, machine: Machine): Maintenance[] {
  const { kind, id: machineId, serviceIntervalDays } = machine;
  const logs: Maintenance[] = [];
  let dueMs = RECORDS_START_MS + stream.uniform() * serviceIntervalDays * DAY_MS;
  while (dueMs < EXPORTED_AT_MS - 4 * DAY_MS) {
    const type = pickWeighted<MaintenanceType>(stream, [
      ['PREVENTIVE', 0.86],
      ['INSPECTION', 0.07],
      ['PREDICTIVE', 0.05],
      ['OVERHAUL', 0.02],
    ]);
    const scheduledAtMs = wholeHour(dueMs);
    const actualAtMs = wholeHour(scheduledAtMs + between(stream, -1, 3) * DAY_MS);
    const durationH = Math.round(type === 'OVERHAUL' ? between(stream, 60, 120) : between(stream, 4, 11));
    // A cancelled service is made up for at the next one: these are the long gaps in the record.
    const isCancelled = logs.length > 0 && stream.uniform() < 0.06;
    const outcome = isCancelled
      ? { status: 'CANCELLED' as const, durationH: null }
      : { status: 'COMPLETED' as const, durationH };
    logs.push({ kind, machineId, type, scheduledAtMs, actualAtMs, ...outcome });
    dueMs = actualAtMs + serviceIntervalDays * DAY_MS;
  }
  const isDueSoon = dueMs < EXPORTED_AT_MS + 30 * DAY_MS;
  if (isDueSoon) {
    const scheduledAtMs = wholeHour(Math.max(dueMs, EXPORTED_AT_MS + DAY_MS));
    const planned = { scheduledAtMs, actualAtMs: scheduledAtMs, durationH: null };
    logs.push({ kind, machineId, type: 'PREVENTIVE', status: 'SCHEDULED', ...planned });
  }
  return logs;
}

function repairs(stream: RandomStream, { kind, id: machineId, failureScaleDays }: Machine): Maintenance[] {
  const logs: Maintenance[] = [];
  let atMs = RECORDS_START_MS + weibull(stream, FAILURE.shape, failureScaleDays) * DAY_MS * stream.uniform();
  while (atMs < EXPORTED_AT_MS - 5 * DAY_MS) {
    const actualAtMs = wholeHour(atMs);
    const durationH = Math.min(
      72,
      Math.max(2, Math.round(REPAIR_MEAN_H * lognormalFactor(standardNormal(stream), 0.7))),
    );
    const repair = {
      type: 'CORRECTIVE',
      status: 'COMPLETED',
      scheduledAtMs: null,
      actualAtMs,
      durationH,
    } as const;
    logs.push({ kind, machineId, ...repair });
    atMs = actualAtMs + durationH * HOUR_MS + weibull(stream, FAILURE.shape, failureScaleDays) * DAY_MS;
  }
  return logs;
}

function openJob(stream: RandomStream, { kind, id: machineId, inWorkshopFor }: Machine): Maintenance[] {
  if (inWorkshopFor === null) return [];
  const actualAtMs = wholeHour(EXPORTED_AT_MS - between(stream, 2, 40) * HOUR_MS);
  const scheduledAtMs = inWorkshopFor === 'PREVENTIVE' ? actualAtMs : null;
  return [
    {
      kind,
      machineId,
      type: inWorkshopFor,
      status: 'IN_PROGRESS',
      scheduledAtMs,
      actualAtMs,
      durationH: null,
    },
  ];
}

const workshopReason = (status: string): Machine['inWorkshopFor'] =>
  status === 'MAINTENANCE' ? 'PREVENTIVE' : status === 'BREAKDOWN' ? 'CORRECTIVE' : null;

/** Every machine's services, repairs and open jobs, in the order in which they began. */
export function makeMaintenance(
  stream: RandomStream,
  trucks: readonly Truck[],
  excavators: readonly Excavator[],
  supportIds: readonly string[],
): Maintenance[] {
  const machines: Machine[] = [
    ...trucks.map((truck) => ({
      kind: 'truck' as const,
      id: truck.id,
      serviceIntervalDays: truck.serviceIntervalDays,
      failureScaleDays: FAILURE.truckScaleDays,
      inWorkshopFor: workshopReason(truck.status),
    })),
    ...excavators.map((excavator) => ({
      kind: 'excavator' as const,
      id: excavator.id,
      serviceIntervalDays: 45,
      failureScaleDays: FAILURE.excavatorScaleDays,
      inWorkshopFor: workshopReason(excavator.status),
    })),
    ...supportIds.map((id) => ({
      kind: 'support' as const,
      id,
      serviceIntervalDays: 60,
      failureScaleDays: FAILURE.supportScaleDays,
      inWorkshopFor: null,
    })),
  ];
  return machines
    .flatMap((machine) => [
      ...services(stream, machine),
      ...repairs(stream, machine),
      ...openJob(stream, machine),
    ])
    .sort((a, b) => a.actualAtMs - b.actualAtMs);
}
