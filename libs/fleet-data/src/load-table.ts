import { readTable } from './read-table.js';
import type { TableReport } from './table-report.js';
import type { TableDefinition } from './tables/table-definition.js';

export interface LoadedTable<Row> {
  readonly rows: readonly Row[];
  readonly report: TableReport;
}

/**
 * Reads one table's file into typed rows, streaming; rows are frozen and in the file's order. Broken rows are in
 * `report.setAside`, never errors.
 *
 * Throws a `FleetDataError`: `MISSING_FILE` (unless the table is optional: no rows then), `MISSING_COLUMN` or
 * `UNREADABLE`, naming the file, the columns and the remedy.
 */
export async function loadTable<Row>(
  dataDir: string,
  definition: TableDefinition<Row>,
): Promise<LoadedTable<Row>> {
  const rows: Row[] = [];
  const report = await readTable(dataDir, definition, (row) => {
    // The copy drops the ties to the file's text, which the row's strings are views of.
    rows.push(Object.freeze(JSON.parse(JSON.stringify(row)) as Row));
  });
  return { rows: Object.freeze(rows), report };
}
