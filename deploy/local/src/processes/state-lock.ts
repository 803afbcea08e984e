import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode, isRunning, startTimeOf } from './process-table.js';

const holderSchema = z.object({ pid: z.int(), startTime: z.string() });
type Holder = z.output<typeof holderSchema>;

/** Another process that is alive holds the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError';

  constructor(
    readonly file: string,
    readonly pid: number,
  ) {
    super(`${file} is held by process ${pid}`);
  }
}

const ATTEMPTS = 5;

/**
 * Takes a lock file for this process. A lock whose process has ended is taken over.
 *
 * @returns a function that gives the lock back
 * @throws LockedError when a living process holds it
 */
export function acquireLock(file: string): () => void {
  const text = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (create(file, text)) {
      return () => {
        if (read(file) === text) rmSync(file, { force: true });
      };
    }
    const found = read(file);
    const holder = found === undefined ? undefined : parse(found);
    if (holder && isRunning(holder.pid) && startTimeOf(holder.pid) === holder.startTime) {
      throw new LockedError(file, holder.pid);
    }
    if (found !== undefined) removeStale(file, found);
  }
  throw new Error(`${file} cannot be taken: other processes keep changing it; delete it if none runs`);
}

/** Makes the file, whole, unless it exists. */
function create(file: string, text: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text, { mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves it away first, so that of two processes that do this at once only one does it to the stale file. */
function removeStale(file: string, stale: string): void {
  const away = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, away);
    if (read(away) !== stale) linkSync(away, file); // another process was faster, and this is its lock
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    rmSync(away, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
