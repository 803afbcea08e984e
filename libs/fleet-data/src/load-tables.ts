import { ActivityTableBuilder, type ActivityTable } from './activity-columns.js';
import type { DataSignature } from './data-signature.js';
import { loadTable, type LoadedTable } from './load-table.js';
import { missingFiles, readTable } from './read-table.js';
import type { TableReport } from './table-report.js';
import type { HaulingActivity } from './tables/hauling-activities.js';
import { tableKeys, tableRegistry, type TableKey } from './tables/registry.js';
import type { RowOf, TableDefinition } from './tables/table-definition.js';

/** The row type of each table. */
export type RowOfTable<Key extends TableKey> = RowOf<(typeof tableRegistry)[Key]>;

/** Every table as read, not yet joined: rows, and columns for the activities. */
export type LoadedTables = {
  readonly [Key in Exclude<TableKey, 'activities'>]: LoadedTable<RowOfTable<Key>>;
} & { readonly activities: { readonly table: ActivityTable; readonly report: TableReport } };

/** The files of a snapshot, in the order of loading. */
export const snapshotFiles: readonly string[] = tableKeys.map((key) => tableRegistry[key].file);

/** Reads the hauling activities into columns; throws as `loadTable` does. */
export async function loadActivities(
  dataDir: string,
  definition: TableDefinition<HaulingActivity> = tableRegistry.activities,
): Promise<LoadedTables['activities']> {
  const builder = new ActivityTableBuilder();
  const report = await readTable(dataDir, definition, (row, id) => {
    builder.push(row, id);
  });
  return { table: builder.finish(), report };
}

/** What was read before, and the signature that the files had. */
export interface EarlierTables {
  readonly signature: DataSignature;
  readonly tables: LoadedTables;
}

/**
 * Reads all tables, taking those whose file has not changed from `earlier`. Throws a `FleetDataError` for the
 * first table that cannot be read; `MISSING_FILE` names every missing file before any is read.
 */
export async function loadTables(
  dataDir: string,
  signature: DataSignature,
  earlier: EarlierTables | null,
): Promise<LoadedTables> {
  const missing = tableKeys
    .map((key) => tableRegistry[key])
    .filter(({ file, optional }) => !optional && signature.byFile.get(file) === null)
    .map(({ file }) => file);
  if (missing.length > 0) throw missingFiles(dataDir, missing);

  const kept = <T>(file: string, table: T | undefined): T | undefined =>
    earlier?.signature.byFile.get(file) === signature.byFile.get(file) ? table : undefined;
  const rows = async <Row>(
    definition: TableDefinition<Row>,
    before: LoadedTable<Row> | undefined,
  ): Promise<LoadedTable<Row>> => kept(definition.file, before) ?? (await loadTable(dataDir, definition));
  const before = earlier?.tables;
  const { file: activitiesFile } = tableRegistry.activities;
  // One after the other: the work is the processor's, and the first error is always the same one.
  return {
    trucks: await rows(tableRegistry.trucks, before?.trucks),
    excavators: await rows(tableRegistry.excavators, before?.excavators),
    operators: await rows(tableRegistry.operators, before?.operators),
    roads: await rows(tableRegistry.roads, before?.roads),
    maintenance: await rows(tableRegistry.maintenance, before?.maintenance),
    schedules: await rows(tableRegistry.schedules, before?.schedules),
    vessels: await rows(tableRegistry.vessels, before?.vessels),
    weather: await rows(tableRegistry.weather, before?.weather),
    activities: kept(activitiesFile, before?.activities) ?? (await loadActivities(dataDir)),
  };
}
