import path from 'node:path';
import { FleetDataError } from '../fleet-data-error.js';
import { readTable } from '../read-table.js';
import type { TableReport } from '../table-report.js';
import type { TableDefinition } from '../tables/table-definition.js';
import type { ReceivedFile } from './receive-upload.js';
import { UploadRefusedError } from './upload-refused-error.js';

export interface UploadRules<Row> {
  readonly definition: TableDefinition<Row>;
  /** Why a row that is well-formed cannot be used all the same ("truckId … is not in trucks.csv"), or null. */
  readonly problemOf: (row: Row) => string | null;
  /** The file is refused from this share of unusable rows on, 0–1. */
  readonly unusableLimit: number;
}

export interface UnusableReason {
  readonly reason: string;
  readonly rows: number;
  /** The first line of the file that it befell; null where the reason is the row's references. */
  readonly line: number | null;
}

export interface UploadCounts {
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsUnusable: number;
  /** The most frequent first. */
  readonly reasons: readonly UnusableReason[];
}

/**
 * Reads an upload whole, as the table that it is to become, and judges it.
 *
 * @throws UploadRefusedError with what is wrong with it
 */
export async function checkUpload<Row>(
  received: ReceivedFile,
  rules: UploadRules<Row>,
): Promise<UploadCounts> {
  const { definition, problemOf, unusableLimit } = rules;
  if (received.bytes === 0) throw refuse('EMPTY', 'the file is empty; it needs a header and rows');
  const problems = new Map<string, { rows: number; line: number | null }>();
  const count = (reason: string, line: number | null): void => {
    const known = problems.get(reason);
    if (known === undefined) problems.set(reason, { rows: 1, line });
    else known.rows += 1;
  };
  let unusable = 0;
  const report = await read(received.file, definition, (row) => {
    const problem = problemOf(row);
    if (problem === null) return;
    unusable += 1;
    count(problem, null);
  });
  if (report.rowsRead === 0) throw refuse('EMPTY', 'the file has a header and no rows');
  if (lastRowIsTorn(received, report))
    throw refuse('CUT_OFF', 'the file is cut off: its last row is incomplete; export and send it again');
  for (const { reason, line } of report.setAside) count(reason, line);
  const counts: UploadCounts = {
    rowsRead: report.rowsRead,
    rowsUsed: report.rowsUsed - unusable,
    rowsUnusable: report.setAsideCount + unusable,
    reasons: [...problems]
      .map(([reason, { rows, line }]) => ({ reason, rows, line }))
      .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1))
      .slice(0, MOST_REASONS),
  };
  if (counts.rowsUnusable / counts.rowsRead >= unusableLimit) throw tooManyUnusable(counts, unusableLimit);
  return counts;
}

const MOST_REASONS = 20;

async function read<Row>(
  file: string,
  definition: TableDefinition<Row>,
  onRow: (row: Row) => void,
): Promise<TableReport> {
  try {
    return await readTable(path.dirname(file), { ...definition, file: path.basename(file) }, onRow);
  } catch (error) {
    if (!(error instanceof FleetDataError)) throw error;
    const message = error.message.replaceAll(path.basename(file), 'the file');
    if (error.code === 'MISSING_COLUMN') {
      // Without any of the table's columns it is no table at all: a page of HTML, a ZIP file.
      const none = error.columns.length === definition.requiredColumns.length;
      throw none
        ? refuse('NOT_CSV', `the file is not a CSV file of ${definition.file}: ${message}`)
        : refuse('MISSING_COLUMN', message);
    }
    if (error.code === 'UNREADABLE') throw refuse('NOT_CSV', `the file is not CSV: ${message}`);
    throw error;
  }
}

/** Whether the file ends within a line whose row cannot be used: then it was cut off in the middle of it. */
function lastRowIsTorn({ endsLine, lineEnds }: ReceivedFile, { setAside }: TableReport): boolean {
  return !endsLine && setAside.some(({ line }) => line === lineEnds + 1);
}

function tooManyUnusable(
  { rowsRead, rowsUnusable, reasons }: UploadCounts,
  limit: number,
): UploadRefusedError {
  const [most] = reasons;
  const share = Math.round((100 * rowsUnusable) / rowsRead);
  const why = most === undefined ? '' : `, most often because ${most.reason} (${most.rows} rows)`;
  return refuse(
    'TOO_MANY_UNUSABLE',
    `${rowsUnusable} of ${rowsRead} rows (${share}%) cannot be used${why}; fewer than ${Math.round(100 * limit)}% may ` +
      'be (UPLOAD_MAX_UNUSABLE_PCT). Correct them and send the file again',
  );
}

const refuse = (fault: UploadRefusedError['fault'], message: string): UploadRefusedError =>
  new UploadRefusedError(fault, message);
