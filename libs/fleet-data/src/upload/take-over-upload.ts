import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { atomicWriteBy, syncDirectory, type Append } from '../atomic-write.js';
import { withFileLock } from '../file-lock.js';
import { systemCode } from '../fleet-data-error.js';
import { checkUpload, type UploadCounts, type UploadRules } from './check-upload.js';
import { mergeRows } from './merge-rows.js';
import { receiveUpload, type UploadSource } from './receive-upload.js';

/** Files that were replaced go here, in the data folder. */
export const PREVIOUS_FOLDER = 'previous';
/** So many replaced files of a table are kept; older ones are deleted. */
const KEPT_PREVIOUS = 10;
/** Copying and merging files of a gigabyte takes a while. */
const LOCK = { timeoutMs: 60_000, staleAfterMs: 600_000 };

export interface TableUpload<Row> extends UploadRules<Row> {
  readonly dataDir: string;
  readonly source: UploadSource;
  /** `append` adds the rows whose ids the file does not have yet; `replace` puts the upload in the file's place. */
  readonly mode: 'append' | 'replace';
  /** Epoch ms; tests replace it. */
  readonly now?: () => number;
}

export interface UploadOutcome extends UploadCounts {
  /** The table's file. */
  readonly file: string;
  /** Appended rows; all of them where the file was replaced. */
  readonly rowsAdded: number;
  /** Rows passed over as the file has their ids already. */
  readonly rowsKnown: number;
  /** Where the file that was there is kept, relative to the data folder; null where there was none. */
  readonly previous: string | null;
}

/**
 * Takes an upload over as a table's file: receives it beside the table, checks it whole, keeps the file that is there,
 * and only then replaces it, at once. Whatever goes wrong before leaves everything as it was.
 *
 * @throws UploadRefusedError with what is wrong with the upload
 */
export async function takeOverUpload<Row>(upload: TableUpload<Row>): Promise<UploadOutcome> {
  const { dataDir, source, mode, definition, now = Date.now } = upload;
  const target = path.join(dataDir, definition.file);
  const received = path.join(dataDir, `.${definition.file}.${randomUUID()}.upload`);
  try {
    const counts = await checkUpload(await receiveUpload(source, received), upload);
    return await withFileLock(
      target,
      async ({ assertHeld }) => {
        const previous = await keepPrevious(dataDir, definition.file, now());
        const merged = mode === 'append' && previous !== null;
        const added = merged
          ? await atomicWriteBy(target, (append: Append) => mergeRows(target, received, append), {
              beforeReplace: assertHeld,
            })
          : await replace(received, target, counts.rowsRead, assertHeld);
        return { ...counts, file: definition.file, ...added, previous };
      },
      LOCK,
    );
  } finally {
    await rm(received, { force: true });
  }
}

async function replace(
  received: string,
  target: string,
  rows: number,
  assertHeld: () => Promise<void>,
): Promise<{ rowsAdded: number; rowsKnown: number }> {
  await assertHeld();
  await rename(received, target);
  await syncDirectory(path.dirname(target));
  return { rowsAdded: rows, rowsKnown: 0 };
}

/** Copies the file that is there; a link would do, and some volumes know none. */
async function keepPrevious(dataDir: string, file: string, nowMs: number): Promise<string | null> {
  const { name, ext } = path.parse(file);
  const folder = path.join(dataDir, PREVIOUS_FOLDER);
  const moment = new Date(nowMs).toISOString().replaceAll(/[-:]/g, '').replace('.', '');
  const kept = `${name}.${moment}${ext}`;
  await mkdir(folder, { recursive: true });
  try {
    await copyFile(path.join(dataDir, file), path.join(folder, kept));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  const all = (await readdir(folder)).filter((each) => each.startsWith(`${name}.`)).sort();
  await Promise.all(all.slice(0, -KEPT_PREVIOUS).map((each) => rm(path.join(folder, each), { force: true })));
  return path.join(PREVIOUS_FOLDER, kept);
}
