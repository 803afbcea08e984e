import { DictionaryColumnBuilder, textAt, type DictionaryColumn } from './dictionary-column.js';
import { GrowingArray } from './growing-array.js';
import type { HaulingActivity } from './tables/hauling-activities.js';
import { ROAD_CONDITIONS, SHIFTS, WEATHER_CONDITIONS } from './vocabulary.js';

const measures = [
  ...(['queueMin', 'loadingMin', 'haulingMin', 'dumpingMin', 'returnMin', 'cycleMin', 'delayMin'] as const),
  ...(['loadWeightT', 'targetWeightT', 'distanceKm', 'fuelL'] as const),
] as const;
type Measure = (typeof measures)[number];

const categories = {
  shift: SHIFTS,
  weatherCondition: WEATHER_CONDITIONS,
  roadCondition: ROAD_CONDITIONS,
  status: ['COMPLETED', 'LOADING', 'HAULING', 'DUMPING', 'DELAYED', 'CANCELLED'],
} as const;
type Category = keyof typeof categories;

const references = ['truckId', 'excavatorId', 'operatorId', 'roadSegmentId'] as const;
type Reference = (typeof references)[number];

/**
 * The hauling activities in columns, so that a million of them are some 200 bytes each and can be scanned
 * fast. Row i of the file's usable rows is position i of every column. Treat the arrays as read-only.
 *
 * Measures are NaN where unknown. Categories have the canonical values as their first codes, in the order of
 * `vocabulary.ts`; values outside the vocabulary follow; -1 is unknown.
 */
export interface ActivityTable
  extends
    Readonly<Record<Measure, Float64Array>>,
    Readonly<Record<Category, DictionaryColumn>>,
    Readonly<Record<Reference, DictionaryColumn>> {
  readonly count: number;
  readonly ids: readonly string[];
  readonly createdAtMs: Float64Array;
  /** 1 delayed, 0 not, -1 unknown. */
  readonly isDelayed: Int8Array;
}

/** The activities with their references resolved to positions in the snapshot's tables; -1 is none such. */
export interface ActivityColumns extends ActivityTable {
  readonly truckIndex: Int32Array;
  readonly excavatorIndex: Int32Array;
  readonly operatorIndex: Int32Array;
  readonly roadIndex: Int32Array;
}

const builders = <Name extends string, B>(names: readonly Name[], make: (name: Name) => B): Record<Name, B> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, B>; // one for each name

const finished = <Name extends string, T>(from: Record<Name, { finish(): T }>): Readonly<Record<Name, T>> => {
  const entries = Object.entries<{ finish(): T }>(from).map(([name, builder]) => [name, builder.finish()]);
  return Object.fromEntries(entries) as Record<Name, T>; // the same names
};

const categoryNames = Object.keys(categories) as readonly Category[]; // its own keys, nothing else

/** Gathers activities row by row into columns. */
export class ActivityTableBuilder {
  private readonly ids: string[] = [];
  private readonly createdAtMs = new GrowingArray((length) => new Float64Array(length));
  private readonly isDelayed = new GrowingArray((length) => new Int8Array(length));
  private readonly measures = builders(
    measures,
    () => new GrowingArray((length) => new Float64Array(length)),
  );
  private readonly categories = builders(
    categoryNames,
    (name) => new DictionaryColumnBuilder(categories[name]),
  );
  private readonly references = builders(references, () => new DictionaryColumnBuilder());

  /** Adds a row. `id` is the row's id as a text of its own (see `ownText`). */
  push(row: HaulingActivity, id: string = row.id): void {
    this.ids.push(id);
    this.createdAtMs.push(row.createdAtMs);
    this.isDelayed.push(row.isDelayed === null ? -1 : Number(row.isDelayed));
    for (const name of measures) this.measures[name].push(row[name] ?? Number.NaN);
    for (const name of categoryNames) this.categories[name].push(row[name]);
    for (const name of references) this.references[name].push(row[name]);
  }

  finish(): ActivityTable {
    return {
      count: this.ids.length,
      ids: Object.freeze(this.ids),
      createdAtMs: this.createdAtMs.finish(),
      isDelayed: this.isDelayed.finish(),
      ...finished(this.measures),
      ...finished(this.categories),
      ...finished(this.references),
    };
  }
}

type IndexById = ReadonlyMap<string, number>;

/** For each row, the position that `indexById` has for its reference, or -1. */
function resolve(column: DictionaryColumn, indexById: IndexById): Int32Array {
  const indexByCode = Int32Array.from(column.values, (id) => indexById.get(id) ?? -1);
  return column.codes.map((code) => (code < 0 ? -1 : (indexByCode[code] ?? -1)));
}

/** Resolves the activities' references; cheap beside reading them, so it is done anew when a truck changes. */
export function linkActivities(
  table: ActivityTable,
  by: { trucks: IndexById; excavators: IndexById; operators: IndexById; roads: IndexById },
): ActivityColumns {
  return Object.freeze({
    ...table,
    truckIndex: resolve(table.truckId, by.trucks),
    excavatorIndex: resolve(table.excavatorId, by.excavators),
    operatorIndex: resolve(table.operatorId, by.operators),
    roadIndex: resolve(table.roadSegmentId, by.roads),
  });
}

/** Row `i` as a plain object, for serving. Throws a `RangeError` where there is no such row. */
export function activityAt(table: ActivityTable, i: number): HaulingActivity {
  const id = table.ids[i];
  if (id === undefined) throw new RangeError(`there is no activity ${i} among ${table.count}`);
  const measure = (name: Measure): number | null => {
    const value = table[name][i] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const delayed = table.isDelayed[i];
  return {
    id,
    truckId: textAt(table.truckId, i),
    excavatorId: textAt(table.excavatorId, i),
    operatorId: textAt(table.operatorId, i),
    roadSegmentId: textAt(table.roadSegmentId, i),
    shift: textAt(table.shift, i),
    status: textAt(table.status, i),
    weatherCondition: textAt(table.weatherCondition, i),
    roadCondition: textAt(table.roadCondition, i),
    queueMin: measure('queueMin'),
    loadingMin: measure('loadingMin'),
    haulingMin: measure('haulingMin'),
    dumpingMin: measure('dumpingMin'),
    returnMin: measure('returnMin'),
    cycleMin: measure('cycleMin'),
    loadWeightT: measure('loadWeightT'),
    targetWeightT: measure('targetWeightT'),
    distanceKm: measure('distanceKm'),
    fuelL: measure('fuelL'),
    isDelayed: delayed === -1 || delayed === undefined ? null : delayed === 1,
    delayMin: measure('delayMin'),
    createdAtMs: table.createdAtMs[i] ?? Number.NaN,
  };
}
