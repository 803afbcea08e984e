import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { FleetDataError, systemCode } from './fleet-data-error.js';

export interface FileLockOptions {
  /** How long to wait for another holder. */
  readonly timeoutMs?: number;
  /** The age from which a lock whose holder cannot be asked counts as left behind. Writers hold it for ms. */
  readonly staleAfterMs?: number;
}

export interface HeldLock {
  /** Throws `LOCKED` where another process has taken the lock over meanwhile. */
  readonly assertHeld: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** The last writer in line for each file in this process: they go one by one, the lock file is for others. */
const inLine = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while holding `<file>.lock`, which no other process that uses this function holds at the time.
 * Works on any volume that can create a file exclusively. Throws a `FleetDataError` `LOCKED` after `timeoutMs`
 * (default 10 s). A lock left behind by a process that died is taken over: at once where that process was on
 * this host, after `staleAfterMs` (default 30 s) where it was elsewhere.
 */
export async function withFileLock<T>(
  file: string,
  work: (lock: HeldLock) => Promise<T>,
  { timeoutMs = 10_000, staleAfterMs = 30_000 }: FileLockOptions = {},
): Promise<T> {
  const before = inLine.get(file) ?? Promise.resolve();
  const mine = before.then(async () => {
    const lockFile = `${file}.lock`;
    const token = await acquire(lockFile, timeoutMs, staleAfterMs);
    try {
      return await work({ assertHeld: () => assertHeld(lockFile, token) });
    } finally {
      if ((await holderOf(lockFile))?.token === token) await rm(lockFile, { force: true });
    }
  });
  const settled = mine.catch(() => undefined);
  inLine.set(file, settled);
  try {
    return await mine;
  } finally {
    if (inLine.get(file) === settled) inLine.delete(file);
  }
}

async function acquire(lockFile: string, timeoutMs: number, staleAfterMs: number): Promise<string> {
  const token = randomUUID();
  const deadline = performance.now() + timeoutMs;
  while (!(await tryCreate(lockFile, token))) {
    if (await isStale(lockFile, staleAfterMs)) {
      await takeAway(lockFile, staleAfterMs);
      continue;
    }
    if (performance.now() > deadline) {
      throw new FleetDataError(
        'LOCKED',
        `${lockFile} has been held by another writer for ${timeoutMs} ms; try again. If no mining-ops process ` +
          'is running, delete that file.',
      );
    }
    await delay(2 + Math.random() * 18); // jitter: two waiters must not meet again and again
  }
  return token;
}

async function tryCreate(lockFile: string, token: string): Promise<boolean> {
  try {
    const handle = await open(lockFile, 'wx');
    try {
      const holder: Holder = { pid: process.pid, host: hostname(), token };
      await handle.writeFile(JSON.stringify(holder));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock; null where nobody does, or where the holder has not written its name yet. */
async function holderOf(lockFile: string): Promise<Holder | null> {
  try {
    const holder: unknown = JSON.parse(await readFile(lockFile, 'utf8'));
    return isHolder(holder) ? holder : null;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  return 'pid' in value && typeof value.pid === 'number' && 'host' in value && 'token' in value;
}

async function isStale(lockFile: string, staleAfterMs: number): Promise<boolean> {
  const holder = await holderOf(lockFile);
  if (holder !== null && holder.host === hostname() && !isAlive(holder.pid)) return true;
  try {
    return Date.now() - (await stat(lockFile)).mtimeMs > staleAfterMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM'; // it lives, as another user
  }
}

/**
 * Removes a stale lock. Two processes may find the same one stale, and the slower must not remove the fresh lock
 * of the faster: only the holder of the guard file may remove, and it judges again while it holds that.
 */
async function takeAway(lockFile: string, staleAfterMs: number): Promise<void> {
  const guard = `${lockFile}.takeover`;
  const token = randomUUID();
  if (!(await tryCreate(guard, token))) {
    if (await isStale(guard, staleAfterMs)) await rm(guard, { force: true });
    else await delay(2 + Math.random() * 18);
    return;
  }
  try {
    if (!(await isStale(lockFile, staleAfterMs))) return;
    const aside = `${lockFile}.${token}`;
    await rename(lockFile, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error; // gone: its holder released it after all
  } finally {
    await rm(guard, { force: true });
  }
}

async function assertHeld(lockFile: string, token: string): Promise<void> {
  if ((await holderOf(lockFile))?.token === token) return;
  throw new FleetDataError(
    'LOCKED',
    `${lockFile} was taken over by another writer, because this one was too slow; nothing was written: try again.`,
  );
}
