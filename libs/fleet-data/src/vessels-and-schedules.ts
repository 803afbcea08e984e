import { randomBytes } from 'node:crypto';
import { appendRow } from './append-row.js';
import { sailingSchedules } from './tables/sailing-schedules.js';
import { vessels } from './tables/vessels.js';

export interface NewVessel {
  readonly name: string;
  /** "Bulk Carrier", … */
  readonly type: string;
  readonly capacityT: number;
}

export interface NewSchedule {
  readonly vesselId: string;
  readonly loadingPort: string;
  readonly destination: string;
  readonly etaLoadingMs: number;
  /** The loading deadline. */
  readonly etsLoadingMs: number;
  readonly plannedQuantityT: number;
  readonly buyer: string;
}

/** The clock and the source of ids, which tests replace. */
export interface Circumstances {
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Eight characters that make an id unique. */
  readonly newId?: () => string;
}

const eightHex = (): string => randomBytes(4).toString('hex');
const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/**
 * Adds a vessel to `vessels.csv`; resolves to its id (`ves-xxxxxxxx`) once the row is safely in the file. The
 * caller has validated the input. Throws as `appendRow` does.
 */
export async function addVessel(
  dataDir: string,
  vessel: NewVessel,
  { now = Date.now, newId = eightHex }: Circumstances = {},
): Promise<string> {
  const suffix = newId();
  const id = `ves-${suffix}`;
  const at = iso(now());
  await appendRow({
    dataDir,
    file: vessels.file,
    requiredKeys: vessels.requiredColumns,
    row: {
      id,
      code: `VES-${suffix.toUpperCase()}`,
      name: vessel.name,
      vesselType: vessel.type,
      type: vessel.type, // the older name of that column; a file has one of the two
      capacity: vessel.capacityT,
      status: 'AVAILABLE',
      isActive: true,
      createdAt: at,
      updatedAt: at,
    },
  });
  return id;
}

/**
 * Adds a sailing schedule to `sailing_schedules.csv`; resolves to its id (`sch-xxxxxxxx`) once the row is safely
 * in the file. The caller has validated the input (that the vessel exists, too). Throws as `appendRow` does.
 */
export async function addSchedule(
  dataDir: string,
  schedule: NewSchedule,
  { now = Date.now, newId = eightHex }: Circumstances = {},
): Promise<string> {
  const suffix = newId();
  const id = `sch-${suffix}`;
  const at = iso(now());
  await appendRow({
    dataDir,
    file: sailingSchedules.file,
    requiredKeys: sailingSchedules.requiredColumns,
    row: {
      id,
      scheduleNumber: `SCH-${suffix.toUpperCase()}`,
      vesselId: schedule.vesselId,
      loadingPort: schedule.loadingPort,
      destination: schedule.destination,
      etaLoading: iso(schedule.etaLoadingMs),
      etsLoading: iso(schedule.etsLoadingMs),
      plannedQuantity: schedule.plannedQuantityT,
      buyer: schedule.buyer,
      status: 'SCHEDULED',
      createdAt: at,
      updatedAt: at,
    },
  });
  return id;
}
