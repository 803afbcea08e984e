import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { EXPORTED_AT_MS, iso } from '../base/calendar.js';
import { between, integerBetween, pick } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import { completedAtMs, type Maintenance, type MaintenanceType } from './maintenance.js';

const MECHANICS = ['Budi', 'Agus', 'Dedi', 'Rudi'] as const;
const WORK: Readonly<
  Record<MaintenanceType, readonly (readonly [description: string, part: string | null])[]>
> = {
  PREVENTIVE: [
    ['Servis berkala, ganti oli', 'Filter Oli'],
    ['Servis berkala, filter udara', 'Filter Udara'],
    ['Servis berkala, pelumasan', null],
  ],
  CORRECTIVE: [
    ['Ban bocor', 'Ban'],
    ['Kampas rem aus', 'Brake Pad'],
    ['Kebocoran hidrolik', 'Hose Hidrolik'],
    ['Masalah kelistrikan', 'Aki'],
  ],
  PREDICTIVE: [['Analisis oli', null]],
  INSPECTION: [['Inspeksi tahunan', null]],
  OVERHAUL: [['Overhaul mesin', 'Kit Overhaul']],
};
const IDR_PER_HOUR = 950_000;

function logRow(stream: RandomStream, ids: IdSource, log: Maintenance, i: number) {
  const completed = completedAtMs(log);
  const [description, part] = pick(stream, WORK[log.type]);
  const quantity = integerBetween(stream, 1, 4);
  const cost = Math.round(((log.durationH ?? 0) * IDR_PER_HOUR * between(stream, 0.7, 1.6)) / 1000) * 1000;
  const mechanic = pick(stream, MECHANICS);
  const enteredAtMs = log.scheduledAtMs ?? log.actualAtMs;
  const createdAtMs = Math.min(enteredAtMs, EXPORTED_AT_MS - 3_600_000);
  return {
    id: ids.next(createdAtMs),
    maintenanceNumber: `MNT-${String(i + 1).padStart(6, '0')}`,
    truckId: log.kind === 'truck' ? log.machineId : null,
    excavatorId: log.kind === 'excavator' ? log.machineId : null,
    supportEquipmentId: log.kind === 'support' ? log.machineId : null,
    maintenanceType: log.type,
    scheduledDate: log.scheduledAtMs === null ? null : iso(log.scheduledAtMs),
    actualDate: log.status === 'SCHEDULED' || log.status === 'CANCELLED' ? null : iso(log.actualAtMs),
    completionDate: completed === null ? null : iso(completed),
    duration: log.durationH,
    cost: log.durationH === null ? null : cost,
    description,
    partsReplaced: part === null || completed === null ? null : JSON.stringify({ parts: part, quantity }),
    mechanicName: mechanic,
    status: log.status,
    downtimeHours: log.durationH ?? 0,
    remarks: null,
    createdAt: iso(createdAtMs),
    updatedAt: iso(Math.min(completed ?? createdAtMs, EXPORTED_AT_MS)),
  };
}

/** Every 40th cost and every 55th mechanic never came in: the holes of a real workshop's books. */
export function maintenanceTable(stream: RandomStream, ids: IdSource, logs: readonly Maintenance[]): Table {
  const rows = logs.map((log, i) => {
    const row = logRow(stream, ids, log, i);
    return {
      ...row,
      cost: i % 40 === 17 ? null : row.cost,
      mechanicName: i % 55 === 31 ? null : row.mechanicName,
    };
  });
  return tableOf('maintenance_logs.csv', rows);
}
