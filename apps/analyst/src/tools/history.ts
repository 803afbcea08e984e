import { instantMs } from '@mining-ops/fleet-data/tables/cells.js';
import { z } from 'zod';
import { aggregate, AGGREGATES } from './history-aggregate.js';
import { GROUPS, MEASURES, rowsOf, type HistoryRow, type MeasureName } from './history-rows.js';
import { words } from '../facts/lenient.js';
import type { Wording } from '../language/wording.js';
import { defineTool, ToolFailure } from './tool.js';

const MS_PER_DAY = 86_400_000;
const filter = z.string().min(1).max(80).optional();

/** What was recorded: a measure, aggregated, by groups, of what passes filters, in a period. */
export const history = defineTool({
  name: 'history',
  description:
    "Queries the mine's records: one measure, aggregated, optionally by group, filtered, and within a period. Trips come from hauling activities; downtime and its cost from maintenance logs; rain from weather logs.",
  input: z.strictObject({
    measure: z.enum(Object.keys(MEASURES) as [MeasureName, ...MeasureName[]]),
    aggregate: z.enum(AGGREGATES).optional().describe('mean unless given; count counts records'),
    group_by: z.enum(GROUPS).optional(),
    truck: filter.describe('Only this truck (code or name)'),
    excavator: filter,
    road: filter,
    weather: filter,
    road_condition: filter,
    shift: filter,
    from: z.string().max(40).optional().describe('ISO 8601 date, included'),
    to: z.string().max(40).optional().describe('ISO 8601 date, included'),
    limit: z.int().min(1).max(20).optional().describe('Groups to show, the largest first; 10 unless given'),
  }),
  run: async (query, { wording: w, snapshot }) => {
    const { measure, aggregate: how = 'mean', group_by: groupBy, limit = 10 } = query;
    const [fromMs, toMs] = [dateOf('from', query.from), dateOf('to', query.to)];
    const filters = GROUPS.flatMap((name): [(typeof GROUPS)[number], string][] => {
      const value = name in query ? (query as Readonly<Record<string, unknown>>)[name] : undefined;
      return typeof value === 'string' ? [[name, value.trim().toLowerCase()]] : [];
    });
    const wanted = ({ atMs, groups }: HistoryRow): boolean =>
      (fromMs === null || atMs >= fromMs) &&
      (toMs === null || atMs < toMs + MS_PER_DAY) &&
      filters.every(
        ([name, value]) =>
          (groups[name]?.() ?? '').toLowerCase().replaceAll('_', ' ') === value.replaceAll('_', ' '),
      );
    const groups = new Map<string, number[]>();
    let records = 0;
    for (const row of rowsOf(measure, await snapshot())) {
      if (!wanted(row)) continue;
      records += 1;
      const label = groupBy === undefined ? '' : (row.groups[groupBy]?.() ?? '-');
      const values = groups.get(label) ?? [];
      values.push(row.value);
      groups.set(label, values);
    }
    const { unit } = MEASURES[measure];
    const results = [...groups]
      .map(([label, values]) => ({
        label: words(label, 60) ?? '-',
        count: values.length,
        value: aggregate(how, values),
      }))
      .sort((a, b) => b.value - a.value)
      .slice(0, limit);
    const title = `${measure} ${how}${groupBy === undefined ? '' : ` ${w.pick('per', 'by')} ${groupBy}`}`;
    const write = (value: number): string => (how === 'count' ? w.number(value) : inMeasure(value, unit, w));
    return {
      text:
        records === 0
          ? w.pick('tidak ada catatan yang cocok', 'no record matches')
          : [
              `${title} (${w.number(records)} ${w.pick('catatan', 'records')})`,
              ...results.map(({ label, count, value }) =>
                label === '-' && groupBy === undefined
                  ? write(value)
                  : `${label}: ${write(value)} (n = ${w.number(count)})`,
              ),
            ].join('\n'),
      facts: [],
      names: groupBy === undefined ? [] : results.map(({ label }) => label),
    };
  },
});

function dateOf(field: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  const ms = instantMs(given);
  if (ms === null) throw new ToolFailure(`${field} "${words(given, 40) ?? ''}" is no ISO 8601 date`);
  return ms;
}

function inMeasure(value: number, unit: (typeof MEASURES)[MeasureName]['unit'], w: Wording): string {
  switch (unit) {
    case 't':
      return `${w.number(value, 1)} ${w.pick('ton', 't')}`;
    case 'L':
      return `${w.number(value, 1)} ${w.pick('liter', 'L')}`;
    case 'L/t':
      return `${w.number(value, 2)} L/${w.pick('ton', 't')}`;
    case 'min':
      return w.minutes(value);
    case 'h':
      return w.hours(value);
    case 'km':
      return `${w.number(value, 2)} km`;
    case 'IDR':
      return w.idr(value);
    case '%':
      return w.percent(value);
    case 'mm':
      return `${w.number(value, 1)} mm`;
  }
}
