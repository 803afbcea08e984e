import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from './atomic-write.js';
import { csvLine, csvStyleOf, type CellValue, type CsvStyle } from './csv-style.js';
import { FleetDataError, systemCode } from './fleet-data-error.js';
import { withFileLock, type FileLockOptions } from './file-lock.js';
import { tableKeys, tableRegistry } from './tables/registry.js';

export interface AppendRow {
  readonly dataDir: string;
  /** A table's file name, "vessels.csv". */
  readonly file: string;
  /** Values by column name. A column of the file that is not here is left empty. */
  readonly row: Readonly<Record<string, CellValue>>;
  /** Columns that the file must have; values of others are dropped where the file has no such column. */
  readonly requiredKeys?: readonly string[];
  readonly lock?: FileLockOptions;
}

/**
 * Adds one row at the end of a table's file. Every byte that is there stays: column order, unknown columns,
 * quoting, line ends and a byte-order mark are the file's own. The file is replaced atomically under a lock that
 * all processes share, so that of two writers at once neither row is lost. A file that does not exist (or is
 * empty) is made with the table's full header.
 *
 * Throws a `FleetDataError`: `MISSING_COLUMN` where a required key has no column, `LOCKED` where another writer
 * does not let go, `MISSING_FILE` where the folder does not exist. The file is then as it was.
 */
export async function appendRow({ dataDir, file, row, requiredKeys = [], lock }: AppendRow): Promise<void> {
  const target = path.join(dataDir, file);
  try {
    await withFileLock(
      target,
      async ({ assertHeld }) => {
        const present = await contentOf(target);
        const content = withRow(present, file, row, requiredKeys);
        await atomicWrite(target, content, { beforeReplace: assertHeld });
      },
      lock,
    );
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new FleetDataError('MISSING_FILE', `the folder ${dataDir} does not exist; create it first.`, {
      file,
      cause: error,
    });
  }
}

async function contentOf(target: string): Promise<Buffer> {
  try {
    return await readFile(target);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function withRow(
  present: Buffer,
  file: string,
  row: Readonly<Record<string, CellValue>>,
  requiredKeys: readonly string[],
): Buffer {
  if (present.toString('utf8').trim() === '') {
    const style = newFileStyle(file);
    const header = Object.fromEntries(style.columns.map((column) => [column, column]));
    return Buffer.from(csvLine(style, header) + csvLine(style, row));
  }
  const style = csvStyleOf(present.toString('utf8'));
  const missing = requiredKeys.filter((key) => !style.columns.includes(key));
  if (missing.length > 0) {
    throw new FleetDataError(
      'MISSING_COLUMN',
      `${file} has no column ${missing.join(', ')}, so the row cannot be added; add it to the file's header.`,
      { file, columns: missing },
    );
  }
  const lastByte = present.at(-1);
  const lineEnd = lastByte === 0x0a ? '' : style.newline;
  return Buffer.concat([present, Buffer.from(lineEnd + csvLine(style, row))]);
}

function newFileStyle(file: string): CsvStyle {
  const key = tableKeys.find((name) => tableRegistry[name].file === file);
  if (key === undefined) {
    throw new FleetDataError(
      'MISSING_FILE',
      `${file} does not exist, and is no table that could be made anew.`,
      {
        file,
      },
    );
  }
  return { columns: tableRegistry[key].columns, newline: '\n', quoting: 'texts' };
}
