import type { ActivityTable } from './activity-columns.js';
import { codeCounts, type DictionaryColumn } from './dictionary-column.js';
import type { LoadedTables } from './load-tables.js';
import { tableRegistry, type TableKey } from './tables/registry.js';
import { ROAD_CONDITIONS, SHIFTS, WEATHER_CONDITIONS } from './vocabulary.js';

/** Something in the data as a whole that a planner should know; the rows are used all the same. */
export interface SnapshotWarning {
  readonly kind:
    /** An id that is not in the table it refers to. */
    | 'dangling-reference'
    /** A condition or shift outside the vocabulary: kept as given, predicted as the unknown category. */
    | 'unknown-category';
  readonly file: string;
  readonly column: string;
  /** Rows concerned. */
  readonly count: number;
  /** Up to five of the values, in the order of the file. */
  readonly examples: readonly string[];
}

type Counts = ReadonlyMap<string, number>;
type Known = { has(value: string): boolean };

function countsOf(values: Iterable<string | null>): Counts {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function countsOfColumn(column: DictionaryColumn): Counts {
  const counts = codeCounts(column);
  return new Map(column.values.map((value, code) => [value, counts[code] ?? 0]));
}

function warningOf(
  kind: SnapshotWarning['kind'],
  key: TableKey,
  column: string,
  counts: Counts,
  known: Known,
): SnapshotWarning[] {
  const strange = [...counts].filter(([value, count]) => count > 0 && !known.has(value));
  if (strange.length === 0) return [];
  const count = strange.reduce((sum, [, rows]) => sum + rows, 0);
  const examples = strange.slice(0, 5).map(([value]) => value);
  return [{ kind, file: tableRegistry[key].file, column, count, examples }];
}

/** Counts the references that lead nowhere and the conditions outside the vocabulary, column by column. */
export function snapshotWarnings(
  tables: LoadedTables,
  by: { trucks: Known; excavators: Known; operators: Known; roads: Known; vessels: Known },
): SnapshotWarning[] {
  const activities: ActivityTable = tables.activities.table;
  const dangling = (key: TableKey, column: string, counts: Counts, known: Known): SnapshotWarning[] =>
    warningOf('dangling-reference', key, column, counts, known);
  const unknown = (
    key: TableKey,
    column: string,
    counts: Counts,
    vocabulary: readonly string[],
  ): SnapshotWarning[] => warningOf('unknown-category', key, column, counts, new Set(vocabulary));
  const maintained = tables.maintenance.rows;
  return [
    ...dangling('activities', 'truckId', countsOfColumn(activities.truckId), by.trucks),
    ...dangling('activities', 'excavatorId', countsOfColumn(activities.excavatorId), by.excavators),
    ...dangling('activities', 'operatorId', countsOfColumn(activities.operatorId), by.operators),
    ...dangling('activities', 'roadSegmentId', countsOfColumn(activities.roadSegmentId), by.roads),
    ...dangling('maintenance', 'truckId', countsOf(maintained.map((log) => log.truckId)), by.trucks),
    ...dangling(
      'maintenance',
      'excavatorId',
      countsOf(maintained.map((log) => log.excavatorId)),
      by.excavators,
    ),
    ...dangling(
      'schedules',
      'vesselId',
      countsOf(tables.schedules.rows.map((schedule) => schedule.vesselId)),
      by.vessels,
    ),
    ...unknown(
      'activities',
      'weatherCondition',
      countsOfColumn(activities.weatherCondition),
      WEATHER_CONDITIONS,
    ),
    ...unknown('activities', 'roadCondition', countsOfColumn(activities.roadCondition), ROAD_CONDITIONS),
    ...unknown('activities', 'shift', countsOfColumn(activities.shift), SHIFTS),
    ...unknown(
      'roads',
      'roadCondition',
      countsOf(tables.roads.rows.map((road) => road.roadCondition)),
      ROAD_CONDITIONS,
    ),
    ...unknown(
      'operators',
      'shift',
      countsOf(tables.operators.rows.map((operator) => operator.shift)),
      SHIFTS,
    ),
    ...unknown(
      'weather',
      'condition',
      countsOf(tables.weather.rows.map((log) => log.condition)),
      WEATHER_CONDITIONS,
    ),
  ];
}
