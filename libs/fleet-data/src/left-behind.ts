import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './fleet-data-error.js';

/** `.<name>.<UUID>`, then `.tmp` or `.upload` or nothing: how files and folders are called that are not finished yet. */
const UNFINISHED = /^\..+\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.tmp|\.upload)?$/;
/** One that nobody has written to for this long has nobody who finishes it. */
const ABANDONED_MS = 3_600_000;

/**
 * Removes what killed processes left unfinished in a folder: files that were being replaced, uploads, versions of models.
 * They can have gigabytes. Returns their names.
 *
 * @param nowMs epoch ms; tests replace it
 */
export async function removeLeftBehind(folder: string, nowMs = Date.now()): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await namesIn(folder)) {
    const entry = path.join(folder, name);
    if (!UNFINISHED.test(name) || nowMs - (await writtenAtMs(entry)) < ABANDONED_MS) continue;
    await rm(entry, { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Infinity, so that it is left alone, where it has been finished meanwhile. */
async function writtenAtMs(entry: string): Promise<number> {
  try {
    return (await stat(entry)).mtimeMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Infinity;
    throw error;
  }
}
