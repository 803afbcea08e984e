import type { CsvRecord } from './csv-records.js';
import { FleetDataError } from './fleet-data-error.js';
import type { TableDefinition } from './tables/table-definition.js';

/** A file's header: its columns in order, and where the schema's columns are. */
export interface TableHeader {
  readonly columns: readonly string[];
  /** For each column that the schema reads: the cells it is taken from, the first filled one wins. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/**
 * Finds the table's columns by name, in any order. Throws `UNREADABLE` on a broken or ambiguous header, and
 * `MISSING_COLUMN`, naming all that are missing. Columns that the table does not know are passed over.
 */
export function readHeader<Row>(definition: TableDefinition<Row>, record: CsvRecord): TableHeader {
  const { file } = definition;
  const refuse = (why: string): never => {
    throw new FleetDataError('UNREADABLE', `${file} cannot be read: ${why}.`, { file });
  };
  if (!('cells' in record)) return refuse(`its header (line ${record.line}) ${record.problem}`);
  const columns = record.cells.map((name) => name.trim());
  if (columns.every((name) => name === '')) return refuse('its header row names no columns');
  if (columns.some((name) => name.includes('\0'))) {
    return refuse('it is not UTF-8 text (UTF-16, perhaps); save it as "CSV UTF-8"');
  }
  const positions = new Map<string, readonly number[]>();
  for (const column of definition.readColumns) {
    const names = [column, ...(definition.aliases[column] ?? [])];
    for (const name of names) {
      if (columns.indexOf(name) !== columns.lastIndexOf(name)) {
        return refuse(`its header has the column ${name} twice, so it is not clear which one counts`);
      }
    }
    positions.set(
      column,
      names.map((name) => columns.indexOf(name)).filter((position) => position !== -1),
    );
  }
  const missing = definition.requiredColumns.filter((column) => (positions.get(column) ?? []).length === 0);
  if (missing.length > 0) throw missingColumns(file, missing, columns);
  return { columns, positions };
}

function missingColumns(file: string, missing: readonly string[], found: readonly string[]): FleetDataError {
  const [only] = found;
  const semicolons = found.length === 1 && only !== undefined && only.includes(';');
  const remedy = semicolons
    ? 'The file is separated by semicolons; export it separated by commas.'
    : `Its header has: ${found.join(', ').slice(0, 500)}. Export the table again with ${
        missing.length === 1 ? 'that column' : 'those columns'
      }, or correct the header.`;
  return new FleetDataError(
    'MISSING_COLUMN',
    `${file} lacks the required column${missing.length === 1 ? '' : 's'} ${missing.join(', ')}. ${remedy}`,
    { file, columns: missing },
  );
}
