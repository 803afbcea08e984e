/** What went wrong, for programs. Each has one plain-English message with its remedy, for people. */
export type FleetDataErrorCode =
  /** A table's file (or the folder) is not there. */
  | 'MISSING_FILE'
  /** The header lacks a column that the table needs. */
  | 'MISSING_COLUMN'
  /** The file cannot be read as a table: no header, a doubled column, not text, no permission. */
  | 'UNREADABLE'
  /** A table that had usable rows has none any more: most likely a half-written or truncated file. */
  | 'NO_USABLE_ROWS'
  /** The files kept changing while they were being read. */
  | 'UNSETTLED'
  /** Another writer held the file's lock for too long, or took ours over. */
  | 'LOCKED';

export interface FleetDataProblem {
  readonly code: FleetDataErrorCode;
  readonly message: string;
  /** The file's name in the data folder, or null where the problem is not one file's. */
  readonly file: string | null;
  readonly columns: readonly string[];
}

/** An expected failure of the data layer. Broken rows are never errors: see `SetAsideRow`. */
export class FleetDataError extends Error implements FleetDataProblem {
  override readonly name = 'FleetDataError';
  readonly code: FleetDataErrorCode;
  readonly file: string | null;
  readonly columns: readonly string[];

  constructor(
    code: FleetDataErrorCode,
    message: string,
    details: { file?: string | null; columns?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.file = details.file ?? null;
    this.columns = details.columns ?? [];
  }

  /** The error as plain data, for a status page or a response. */
  toProblem(): FleetDataProblem {
    return { code: this.code, message: this.message, file: this.file, columns: this.columns };
  }
}

/**
 * The system's own error code ("ENOENT"), or null where the error has none. Judged by shape and not by class: an
 * error from another realm (a worker, a test's sandbox) is no instance of this one's `Error`.
 */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  const told = typeof error === 'object' && error !== null && 'message' in error;
  return told && typeof error.message === 'string' ? error.message : String(error);
}
