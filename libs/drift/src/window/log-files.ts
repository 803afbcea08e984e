import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FleetDataError, systemCode } from '@mining-ops/fleet-data/fleet-data-error.js';
import { withFileLock } from '@mining-ops/fleet-data/file-lock.js';
import { PREDICTION_LOG, putAsideIn } from '@mining-ops/inference/prediction-log.js';

/** A file of the log as it was when it was opened: what is appended later does not belong to it. */
export interface OpenLog {
  readonly name: string;
  readonly handle: FileHandle;
  readonly bytes: number;
}

const DAY_MS = 86_400_000;
/** Writers hold the lock for milliseconds. */
const LOCK_TIMEOUT_MS = 5_000;

/**
 * Opens the prediction log: the files put aside that can have rows since `fromMs`, the oldest first, then the present one.
 * Under the lock that writers take, so that no row is half written and no file is put aside meanwhile; a file that is put
 * aside, or deleted, afterwards stays readable. Where the lock cannot be had (a folder that may only be read), without it.
 */
export async function openLogFiles(logsDir: string, fromMs: number): Promise<OpenLog[]> {
  const openAll = async (): Promise<OpenLog[]> => {
    const aside = await putAsideIn(logsDir).catch(ignoring('ENOENT', []));
    // A file is named after the day of its last row.
    const names = aside.filter(({ day }) => Date.parse(day) + DAY_MS > fromMs).map(({ name }) => name);
    const files: OpenLog[] = [];
    for (const name of [...names, PREDICTION_LOG]) {
      const handle = await open(path.join(logsDir, name)).catch(ignoring('ENOENT', null));
      if (handle !== null) files.push({ name, handle, bytes: (await handle.stat()).size });
    }
    return files;
  };
  if ((await readdir(logsDir).catch(ignoring('ENOENT', []))).length === 0) return [];
  try {
    return await withFileLock(path.join(logsDir, PREDICTION_LOG), openAll, { timeoutMs: LOCK_TIMEOUT_MS });
  } catch (error) {
    const code = systemCode(error) ?? '';
    const cannotLock =
      (error instanceof FleetDataError && error.code === 'LOCKED') ||
      ['EACCES', 'EPERM', 'EROFS'].includes(code);
    if (!cannotLock) throw error;
    return await openAll();
  }
}

/** Takes an expected failure of a file operation for an answer. */
const ignoring =
  <T>(code: string, answer: T) =>
  (error: unknown): T => {
    if (systemCode(error) === code) return answer;
    throw error;
  };
