import Papa from 'papaparse';

/** A cell as exported: strings quoted, numbers and booleans bare, null empty. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** One CSV file: its name, its columns in order, its rows. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A table whose columns are those of its first row. Throws a `RangeError` where there is none. */
export function tableOf(file: string, rows: readonly Row[]): Table {
  const [first] = rows;
  if (first === undefined) throw new RangeError(`${file} would have no row, and so no header`);
  return { file, columns: Object.keys(first), rows };
}

/** The table's text, quoted exactly like a real export: strings in quotes, all else bare; ends in a line feed. */
export function csvText({ columns, rows }: Table): string {
  const data = rows.map((row) => columns.map((column) => row[column] ?? null));
  const quotes = (value: unknown): boolean => typeof value === 'string';
  return `${Papa.unparse({ fields: [...columns], data }, { quotes, newline: '\n' })}\n`;
}
