import type { CsvRecord } from './csv-records.js';
import type { TableHeader } from './table-header.js';
import { MAX_LISTED, ownText, shown, type CellWarning, type SetAsideRow } from './table-report.js';
import type { RawRow, TableDefinition } from './tables/table-definition.js';

interface Fault {
  readonly column: string;
  readonly reason: string;
}

type ReadRow<Row> =
  | { readonly usable: true; readonly row: Row; readonly forgiven: readonly Fault[] }
  | { readonly usable: false; readonly faults: readonly Fault[] };

/**
 * One raw row through its table's schema. A malformed cell of an optional column counts as empty and is
 * reported as forgiven; one of a required column costs the row. Pure.
 */
export function readRow<Row>(definition: TableDefinition<Row>, raw: RawRow): ReadRow<Row> {
  const first = definition.schema.safeParse(raw);
  if (first.success) return { usable: true, row: first.data, forgiven: [] };
  const faults = faultsOf(first.error.issues);
  const forgivable = faults.every(
    ({ column }) =>
      !definition.requiredColumns.includes(column) || definition.forgivenColumns.includes(column),
  );
  if (!forgivable) return { usable: false, faults };
  const emptied = { ...raw, ...Object.fromEntries(faults.map(({ column }) => [column, ''])) };
  const second = definition.schema.safeParse(emptied);
  return second.success
    ? { usable: true, row: second.data, forgiven: faults }
    : { usable: false, faults: faultsOf(second.error.issues) };
}

const faultsOf = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): Fault[] =>
  issues.map((issue) => ({ column: String(issue.path[0] ?? ''), reason: issue.message }));

/** Turns a table's records into rows, and keeps the account of those that are not usable. */
export class RowReader<Row> {
  private readonly seenIds = new Set<string>();
  private readonly setAside: SetAsideRow[] = [];
  private readonly warnings: CellWarning[] = [];
  private rowsRead = 0;
  private rowsUsed = 0;
  private setAsideCount = 0;
  private warningCount = 0;

  constructor(
    private readonly definition: TableDefinition<Row>,
    private readonly header: TableHeader,
    private readonly onRow: (row: Row, id: string) => void,
  ) {}

  read(record: CsvRecord): void {
    this.rowsRead += 1;
    const { line } = record;
    if (!('cells' in record)) {
      this.putAside({
        line,
        column: null,
        reason: `the row ${record.problem}`,
        value: record.raw,
        cells: [],
      });
      return;
    }
    const raw = this.rawRow(record.cells);
    const read = readRow(this.definition, raw);
    if (!read.usable) {
      const [fault] = read.faults;
      const reason = read.faults.map((each) => `${each.column} ${each.reason}`).join('; ');
      const column = fault?.column ?? null;
      this.putAside({ line, column, reason, value: raw[column ?? ''] ?? '', cells: record.cells });
      return;
    }
    const id = ownText(raw['id']?.trim() ?? '');
    if (id !== '' && this.seenIds.has(id)) {
      const reason = 'id is that of an earlier row, which is the one used';
      this.putAside({ line, column: 'id', reason, value: id, cells: record.cells });
      return;
    }
    this.seenIds.add(id);
    for (const fault of read.forgiven) this.warn(line, fault, raw[fault.column] ?? '');
    this.rowsUsed += 1;
    this.onRow(read.row, id);
  }

  report(): {
    file: string;
    rowsRead: number;
    rowsUsed: number;
    setAsideCount: number;
    warningCount: number;
    setAside: readonly SetAsideRow[];
    warnings: readonly CellWarning[];
  } {
    const { rowsRead, rowsUsed, setAsideCount, warningCount, setAside, warnings } = this;
    return {
      file: this.definition.file,
      rowsRead,
      rowsUsed,
      setAsideCount,
      warningCount,
      setAside: Object.freeze(setAside),
      warnings: Object.freeze(warnings),
    };
  }

  private rawRow(cells: readonly string[]): Record<string, string> {
    const raw: Record<string, string> = {};
    for (const [column, positions] of this.header.positions) {
      let cell = '';
      for (const position of positions) {
        cell = cells[position] ?? '';
        if (cell.trim() !== '') break;
      }
      raw[column] = cell;
    }
    return raw;
  }

  private putAside(fault: {
    line: number;
    column: string | null;
    reason: string;
    value: string;
    cells: readonly string[];
  }): void {
    this.setAsideCount += 1;
    if (this.setAside.length >= MAX_LISTED) return;
    const { line, column, reason, cells } = fault;
    const row: Record<string, string> = {};
    this.header.columns.forEach((name, position) => {
      if (name !== '' && cells.length > 0) row[name] = ownText(cells[position] ?? '');
    });
    this.setAside.push({ file: this.definition.file, line, column, reason, value: shown(fault.value), row });
  }

  private warn(line: number, { column, reason }: Fault, value: string): void {
    this.warningCount += 1;
    if (this.warnings.length >= MAX_LISTED) return;
    this.warnings.push({
      file: this.definition.file,
      line,
      column,
      reason: `${column} ${reason}; it counts as unknown`,
      value: shown(value),
    });
  }
}
