import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, iso } from '../base/calendar.js';
import { at, pick, shuffled } from '../base/draws.js';
import type { Cell, Row } from '../base/table.js';

/** Rows in which a cell is missing, by column. Some are columns that a reader needs. */
export const MISSING_CELLS: Readonly<Record<string, number>> = {
  supervisorId: 135,
  loadingPointId: 75,
  dumpingPointId: 75,
  queueStartTime: 60,
  queueEndTime: 60,
  queueDuration: 90,
  returnDuration: 36,
  totalCycleTime: 36,
  predictedDelayRisk: 180,
  delayMinutes: 45,
  operatorId: 24,
  loadWeight: 27,
  fuelConsumed: 42,
  distance: 30,
  weatherCondition: 48,
  roadCondition: 36,
  isDelayed: 18,
};

/** Rows with another spelling of their weather. */
export const SPELLINGS = { asTheApi: 2160, lowerCase: 180, english: 135, unknown: 9 } as const;
const AS_THE_API: Readonly<Record<string, string>> = {
  CERAH: 'Cerah',
  BERAWAN: 'Berawan',
  MENDUNG: 'Mendung',
  HUJAN_RINGAN: 'Hujan Ringan',
  HUJAN_SEDANG: 'Hujan Sedang',
  HUJAN_LEBAT: 'Hujan Lebat',
};
const ENGLISH: Readonly<Record<string, string>> = {
  CERAH: 'Clear',
  BERAWAN: 'Cloudy',
  MENDUNG: 'Overcast',
  HUJAN_RINGAN: 'Light Rain',
  HUJAN_SEDANG: 'Moderate Rain',
  HUJAN_LEBAT: 'Heavy Rain',
};
/** Fog: outside the vocabulary. */
const UNKNOWN_WEATHER = 'Kabut';

/** Trips that dispatch never closed, or marked otherwise. Their measurements are as good as any. */
export const OTHER_STATUSES: Readonly<Record<string, number>> = {
  CANCELLED: 108,
  DELAYED: 90,
  HAULING: 27,
  DUMPING: 24,
  LOADING: 21,
};

/** What no trip can have been; one row each. The last kind is cut off in the file (see `cutRow`). */
const IMPOSSIBLE: readonly Readonly<Record<string, Cell>>[] = [
  { loadWeight: -27.4 },
  { loadWeight: -3.05 },
  { distance: 0 },
  { distance: 0 },
  { createdAt: '2026-13-45T25:61:00.000Z' },
  { createdAt: '31/08/2026 14:05' },
  { truckId: 'cmifyivz799unknown0truck1' },
  { truckId: 'HD-0099' },
  { fuelConsumed: -8.2 },
];
/** One row ends in the middle, as if the export had been interrupted. */
const RAGGED_ROWS = 1;
export const IMPOSSIBLE_ROWS = IMPOSSIBLE.length + RAGGED_ROWS;
const RAGGED_AFTER_CELLS = 14;

/** Rows that were exported twice, with the same id; the second is later in the file. */
export const DUPLICATED_ROWS = 18;
const DUPLICATE_LATER_MS = 2 * DAY_MS;

interface Soiled {
  readonly rows: readonly Row[];
  /** Index among `rows` of the row to be cut off in the file. */
  readonly raggedIndex: number;
}

/**
 * Clean rows with a real export's faults: which rows, the stream decides; how many, the constants above, exactly. A row
 * that is impossible, duplicated or of another status has no second fault. Columns are those of the clean rows.
 * Returns `DUPLICATED_ROWS` more rows than it was given.
 */
export function soil(stream: RandomStream, clean: readonly Row[]): Soiled {
  const rows: Record<string, Cell>[] = clean.map((row) => ({ ...row }));
  const otherStatuses = Object.values(OTHER_STATUSES).reduce((sum, count) => sum + count, 0);
  const ordinary = shuffled(stream, rows);
  const marked = ordinary.splice(0, IMPOSSIBLE_ROWS + DUPLICATED_ROWS + otherStatuses);

  for (const [column, count] of Object.entries(MISSING_CELLS)) {
    for (const row of shuffled(stream, ordinary).slice(0, count)) row[column] = null;
  }
  const withWeather = ordinary.filter((row) => row['weatherCondition'] !== null);
  const respelt = Object.values(SPELLINGS).reduce((sum, count) => sum + count, 0);
  respell(shuffled(stream, withWeather).slice(0, respelt));

  for (const fault of IMPOSSIBLE) Object.assign(take(marked), fault);
  const ragged = take(marked);
  const duplicates = marked.splice(0, DUPLICATED_ROWS);
  for (const [status, count] of Object.entries(OTHER_STATUSES)) {
    for (const row of marked.splice(0, count)) {
      row['status'] = status;
      if (status === 'CANCELLED') row['remarks'] = pick(stream, ['Dibatalkan dispatch', 'Salah input']);
    }
  }
  const repeated = withDuplicates(rows, duplicates);
  return { rows: repeated, raggedIndex: repeated.indexOf(ragged) };
}

function take<T>(items: T[]): T {
  const item = at(items, 0);
  items.shift();
  return item;
}

function respell(rows: readonly Record<string, Cell>[]): void {
  rows.forEach((row, i) => {
    const condition = row['weatherCondition'];
    if (typeof condition !== 'string') return;
    if (i < SPELLINGS.asTheApi) row['weatherCondition'] = AS_THE_API[condition] ?? condition;
    else if (i < SPELLINGS.asTheApi + SPELLINGS.lowerCase) {
      row['weatherCondition'] = condition.toLowerCase().replace('_', ' ');
    } else if (i < rows.length - SPELLINGS.unknown) row['weatherCondition'] = ENGLISH[condition] ?? condition;
    else row['weatherCondition'] = UNKNOWN_WEATHER;
  });
}

function withDuplicates(
  rows: readonly Record<string, Cell>[],
  duplicates: readonly Record<string, Cell>[],
): Record<string, Cell>[] {
  const repeated = [...rows];
  for (const row of duplicates) {
    const updatedAt = iso(Date.parse(String(row['updatedAt'])) + DUPLICATE_LATER_MS);
    const later = Math.min(repeated.length, repeated.indexOf(row) + 40);
    repeated.splice(later, 0, { ...row, updatedAt });
  }
  return repeated;
}

/** Cuts the file's row of that index (0 is the first after the header) off in the middle. No cell holds a comma before. */
export function cutRow(text: string, rowIndex: number): string {
  const lines = text.split('\n');
  const line = at(lines, rowIndex + 1);
  lines[rowIndex + 1] = line.split(',').slice(0, RAGGED_AFTER_CELLS).join(',');
  return lines.join('\n');
}
