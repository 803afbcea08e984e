import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { CsvRecordReader, type CsvRecord } from './csv-records.js';
import { LineSplitter } from './csv-lines.js';
import { FleetDataError, messageOf, systemCode } from './fleet-data-error.js';
import { readHeader } from './table-header.js';
import { RowReader } from './row-reader.js';
import type { TableReport } from './table-report.js';
import type { TableDefinition } from './tables/table-definition.js';

/** Bytes a read; small enough that parsing one piece does not hold up a server's other work. */
const PIECE_BYTES = 128 * 1024;
const BATCH_RECORDS = 500;

/** What the caller's own `afterPiece` threw, which is not the file's fault. */
class CallersError extends Error {
  constructor(cause: unknown) {
    super('afterPiece threw', { cause });
  }
}

/** Told of the share of the file that has been read, 0–1. */
export type AfterPiece = (share: number) => Promise<void>;

async function openTable(dataDir: string, file: string): Promise<FileHandle | null> {
  try {
    return await open(path.join(dataDir, file), 'r');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(file, `it cannot be opened (${code ?? 'unknown error'}); check its permissions`, error);
  }
}

function unreadable(file: string, why: string, cause?: unknown): FleetDataError {
  return new FleetDataError('UNREADABLE', `${file} cannot be read: ${why}.`, { file, cause });
}

export function missingFiles(dataDir: string, files: readonly string[]): FleetDataError {
  return new FleetDataError(
    'MISSING_FILE',
    `${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} not in ${dataDir}: put the export there, ` +
      'or point DATA_DIR to the folder that holds it.',
    { file: files[0] ?? null },
  );
}

const nothing = (file: string): TableReport => ({
  file,
  rowsRead: 0,
  rowsUsed: 0,
  setAsideCount: 0,
  warningCount: 0,
  setAside: [],
  warnings: [],
  modifiedAtMs: null,
  sha256: null,
});

/**
 * Streams one table's file through its schema: `onRow` gets each usable row in the file's order. The file is
 * never held whole; memory is one piece of it. `onRow`'s strings may be views of that piece: copy what you keep
 * of a large table (`ownText`). `afterPiece` is awaited after each piece, with the share of the file that has been
 * read: for progress, and to write away what `onRow` has gathered before more comes.
 *
 * Throws a `FleetDataError` (`MISSING_FILE`, `MISSING_COLUMN`, `UNREADABLE`), or what `afterPiece` threw. Rows are never errors: those that
 * cannot be used are in the report.
 */
export async function readTable<Row>(
  dataDir: string,
  definition: TableDefinition<Row>,
  onRow: (row: Row, id: string) => void,
  { afterPiece }: { readonly afterPiece?: AfterPiece } = {},
): Promise<TableReport> {
  const { file } = definition;
  const handle = await openTable(dataDir, file);
  if (handle === null) {
    if (definition.optional) return nothing(file);
    throw missingFiles(dataDir, [file]);
  }
  try {
    const { mtimeMs, size } = await handle.stat();
    const hash = createHash('sha256');
    let bytesRead = 0;
    const onPiece = async (piece: Buffer): Promise<void> => {
      hash.update(piece);
      bytesRead += piece.length;
      await afterPiece?.(Math.min(1, bytesRead / size)).catch((error: unknown) => {
        throw new CallersError(error);
      });
    };
    const reader = await readRecords(handle, onPiece, definition, onRow);
    return { ...reader.report(), modifiedAtMs: mtimeMs, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof CallersError) throw error.cause;
    if (error instanceof FleetDataError && error.file !== null) throw error;
    throw unreadable(file, messageOf(error), error);
  } finally {
    await handle.close();
  }
}

async function readRecords<Row>(
  handle: FileHandle,
  onPiece: (piece: Buffer) => Promise<void>,
  definition: TableDefinition<Row>,
  onRow: (row: Row, id: string) => void,
): Promise<RowReader<Row>> {
  const splitter = new LineSplitter();
  const records = new CsvRecordReader();
  const opened: { rows: RowReader<Row> | null } = { rows: null }; // until the header has been read
  const use = (taken: readonly CsvRecord[]): void => {
    let next = 0;
    if (opened.rows === null && taken[0] !== undefined) {
      opened.rows = new RowReader(definition, readHeader(definition, taken[0]), onRow);
      next = 1;
    }
    for (; next < taken.length; next += 1) {
      const record = taken[next];
      if (record !== undefined) opened.rows?.read(record);
    }
  };
  for await (const piece of handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false })) {
    const bytes = piece as Buffer; // a read stream without an encoding gives buffers
    for (const line of splitter.push(bytes)) {
      records.push(line);
      if (records.readyCount >= BATCH_RECORDS) use(records.take());
    }
    await onPiece(bytes);
  }
  for (const line of splitter.end()) records.push(line);
  use(records.take(true));
  if (opened.rows === null) {
    throw unreadable(definition.file, 'it is empty; it needs at least a header row');
  }
  return opened.rows;
}
