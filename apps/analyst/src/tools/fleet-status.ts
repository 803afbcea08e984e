import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { whyUnavailable } from '@mining-ops/strategy/fleet/availability.js';
import { z } from 'zod';
import { words } from '../facts/lenient.js';
import { defineTool } from './tool.js';

const KINDS = ['trucks', 'excavators', 'operators', 'roads'] as const;
const MOST_NAMES = 10;

interface Row {
  readonly name: string;
  readonly status: string;
  readonly place: string;
  readonly available: boolean;
}

/** How many machines, people or roads there are, where, and in which state. */
export const fleetStatus = defineTool({
  name: 'fleet_status',
  description:
    'Counts trucks, excavators, operators or roads by status and place, as the mine recorded them last.',
  input: z.strictObject({
    kind: z.enum(KINDS),
    status: z.string().max(40).optional().describe('Only this status, such as MAINTENANCE'),
    place: z.string().max(80).optional().describe('Only this place, such as PIT-02'),
  }),
  run: async ({ kind, status, place }, { wording: w, snapshot }) => {
    const same = (a: string, b: string | undefined): boolean =>
      b === undefined || a.toLowerCase() === b.trim().toLowerCase();
    const rows = rowsOf(kind, await snapshot()).filter(
      (row) => same(row.status, status) && same(row.place, place),
    );
    const noun = w.pick(INDONESIAN[kind], kind);
    const counted = (of: (row: Row) => string): string[] =>
      [...countBy(rows, of)]
        .sort((a, b) => b[1] - a[1])
        .map(([label, count]) => `${label}: ${w.number(count)} ${noun}`);
    const names = rows.map(({ name }) => name);
    const listed = status !== undefined || place !== undefined ? names.slice(0, MOST_NAMES) : [];
    return {
      text: [
        `${w.pick('jumlah', 'count')}: ${w.number(rows.length)} ${noun}; ${w.pick('siap kerja', 'available')}: ${w.number(rows.filter((row) => row.available).length)} ${noun}`,
        ...counted((row) => `status ${row.status}`),
        ...counted((row) => `${w.pick('lokasi', 'place')} ${row.place}`),
        ...(listed.length > 0 ? [`${w.pick('nama', 'names')}: ${listed.join(', ')}`] : []),
      ].join('\n'),
      facts: [],
      names: [...listed, ...rows.map((row) => row.place)],
    };
  },
});

const INDONESIAN = {
  trucks: 'truk',
  excavators: 'excavator',
  operators: 'operator',
  roads: 'jalan',
} as const;

function rowsOf(
  kind: (typeof KINDS)[number],
  { trucks, excavators, operators, roads }: FleetSnapshot,
): Row[] {
  const label = (text: string | null): string => words(text, 60) ?? '-';
  switch (kind) {
    case 'trucks':
      return trucks.map((one) => ({
        name: label(one.code ?? one.name ?? one.id),
        status: label(one.status),
        place: label(one.currentLocation),
        available: whyUnavailable(one) === null,
      }));
    case 'excavators':
      return excavators.map((one) => ({
        name: label(one.name),
        status: label(one.status),
        place: label(one.currentLocation),
        available: whyUnavailable(one) === null,
      }));
    case 'operators':
      return operators.map((one) => ({
        name: label(one.employeeNumber ?? one.id),
        status: label(one.status),
        place: label(one.shift),
        available: one.status === 'ACTIVE',
      }));
    case 'roads':
      return roads.map((one) => ({
        name: label(one.name),
        status: label(one.roadCondition),
        place: label(one.startPoint),
        available: one.isActive,
      }));
  }
}

function countBy<T>(rows: readonly T[], of: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return counts;
}
