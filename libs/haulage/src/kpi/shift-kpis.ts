import { FIELD, FIELDS, type CycleRecords } from '../run/cycle-records.js';

/** Key figures of one replication of a shift. */
export interface ShiftKpis {
  readonly productionT: number;
  /** Loads dumped. */
  readonly cycles: number;
  readonly fuelL: number;
  /** Truck-hours waiting for a loader, and for a dump bay. */
  readonly loaderQueueH: number;
  readonly dumpQueueH: number;
  /** Cycles with a delay or incident. */
  readonly incidents: number;
  /** Loader-hours spent loading. */
  readonly loadingH: number;
}

/** Names of the key figures in the order in which `writeKpis` stores them. */
export const KPI_NAMES = [
  'productionT',
  'cycles',
  'fuelL',
  'loaderQueueH',
  'dumpQueueH',
  'incidents',
  'loadingH',
] as const satisfies readonly (keyof ShiftKpis)[];

export const KPI_COUNT = KPI_NAMES.length;

/** Adds up the records of one run and stores the key figures at `offset` of `target`, in the order of `KPI_NAMES`. */
export function writeKpis(records: CycleRecords, target: Float64Array, offset: number): void {
  const { data, count } = records;
  let productionT = 0;
  let cycles = 0;
  let fuelL = 0;
  let loaderQueueMin = 0;
  let dumpQueueMin = 0;
  let incidents = 0;
  let loadingMin = 0;
  for (let i = 0, at = 0; i < count; i += 1, at += FIELDS) {
    fuelL += data[at + FIELD.fuel]!;
    loaderQueueMin += data[at + FIELD.queueEnd]! - data[at + FIELD.queueStart]!;
    if (data[at + FIELD.loader]! < 0) continue;
    cycles += 1;
    productionT += data[at + FIELD.payload]!;
    dumpQueueMin += data[at + FIELD.dumpingStart]! - data[at + FIELD.dumpArrival]!;
    loadingMin += data[at + FIELD.loadingEnd]! - data[at + FIELD.queueEnd]!;
    incidents += data[at + FIELD.delayed]!;
  }
  target[offset] = productionT;
  target[offset + 1] = cycles;
  target[offset + 2] = fuelL;
  target[offset + 3] = loaderQueueMin / 60;
  target[offset + 4] = dumpQueueMin / 60;
  target[offset + 5] = incidents;
  target[offset + 6] = loadingMin / 60;
}

/** The key figures stored at `offset`. */
export function readKpis(source: Float64Array, offset: number): ShiftKpis {
  return {
    productionT: source[offset]!,
    cycles: source[offset + 1]!,
    fuelL: source[offset + 2]!,
    loaderQueueH: source[offset + 3]!,
    dumpQueueH: source[offset + 4]!,
    incidents: source[offset + 5]!,
    loadingH: source[offset + 6]!,
  };
}
