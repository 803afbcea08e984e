import Papa from 'papaparse';

/** A value to be written into a cell; null is an empty one. */
export type CellValue = string | number | boolean | null;

/** How a file writes its cells, so that what is added looks like what is there. */
export interface CsvStyle {
  readonly columns: readonly string[];
  readonly newline: '\n' | '\r\n';
  /** `all`: every cell is quoted. `texts`: texts are, numbers and true/false are not. `needed`: where it must be. */
  readonly quoting: 'all' | 'texts' | 'needed';
}

/** Rows looked at to learn the quoting. */
const SAMPLE_CHARS = 64 * 1024;

/** A filled cell as written: with its quotes, if any. */
const CELL = /(?<=^|,)(?:"(?:[^"]|"")*"|[^,"\n\r]*)(?=,|\n|$)/gm;

function quotingOf(sample: string): CsvStyle['quoting'] {
  const cells = sample.replaceAll('\r\n', '\n').trimEnd().match(CELL) ?? [];
  const quoted = cells.filter((cell) => cell.startsWith('"'));
  const bare = cells.filter((cell) => !cell.startsWith('"'));
  if (quoted.length === 0) return 'needed';
  if (bare.some((cell) => !/^(?:|[+-]?[\d.]+(?:e[+-]?\d+)?|true|false)$/i.test(cell.trim()))) return 'needed';
  const writesValues =
    cells.length > 0 && bare.length === 0 && quoted.some((cell) => /^"[\d.]+"$/.test(cell));
  return writesValues ? 'all' : 'texts';
}

/** Learns a file's style from its text (a byte-order mark is no part of the first column's name). */
export function csvStyleOf(text: string): CsvStyle {
  const sample = text.slice(0, SAMPLE_CHARS).replace(/^\uFEFF/, '');
  const { data } = Papa.parse<string[]>(sample, { delimiter: ',', preview: 1 });
  const firstLineEnd = sample.indexOf('\n');
  return {
    columns: (data[0] ?? []).map((name) => name.trim()),
    newline: sample[firstLineEnd - 1] === '\r' ? '\r\n' : '\n',
    quoting: quotingOf(sample),
  };
}

/** One row in the file's style, with its line end. Columns that the row has no value for are left empty. */
export function csvLine(style: CsvStyle, row: Readonly<Record<string, CellValue>>): string {
  const cells = style.columns.map((column) => row[column] ?? null);
  const line = Papa.unparse([cells.map((cell) => (cell === null ? '' : String(cell)))], {
    newline: style.newline,
    quotes: cells.map((cell) => style.quoting === 'all' || (style.quoting === 'texts' && isText(cell))),
  });
  return line + style.newline;
}

const isText = (cell: CellValue): boolean => typeof cell === 'string' && cell !== '';
