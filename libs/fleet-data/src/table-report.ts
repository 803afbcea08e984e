/** A row that cannot be used, and why. */
export interface SetAsideRow {
  readonly file: string;
  /** Physical line in the file that the row begins on, from 1 (the header). */
  readonly line: number;
  /** The first column at fault, or null where the row as a whole is. */
  readonly column: string | null;
  readonly reason: string;
  /** The cell at fault (shortened), or the row's text where it could not be cut into cells. */
  readonly value: string;
  /** The row by column name as it stands in the file; empty where it could not be cut into cells. */
  readonly row: Readonly<Record<string, string>>;
}

/** A malformed cell that the row can do without: it counts as unknown. */
export interface CellWarning {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  readonly value: string;
}

/** What reading one file came to. Counts are exact; the lists are the first `MAX_LISTED` of each. */
export interface TableReport {
  readonly file: string;
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly setAsideCount: number;
  readonly warningCount: number;
  readonly setAside: readonly SetAsideRow[];
  readonly warnings: readonly CellWarning[];
  /** Null for an optional file that is not there. */
  readonly modifiedAtMs: number | null;
  /** SHA-256 of the file's bytes, hex; null for an optional file that is not there. */
  readonly sha256: string | null;
}

/** How many details are kept of each kind, so that a file of nothing but dirt cannot fill the memory. */
export const MAX_LISTED = 10_000;

const MAX_VALUE_CHARS = 200;

/** A value short enough to be shown, on its own copy of the text (a slice would keep the whole file alive). */
export function shown(value: string): string {
  const short = value.length > MAX_VALUE_CHARS ? `${value.slice(0, MAX_VALUE_CHARS)}…` : value;
  return ownText(short);
}

/**
 * A copy of the text that stands alone: V8 makes substrings views of their parent, and a kept id of 25
 * characters would keep the 250 kB that it was cut from.
 */
export const ownText = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
