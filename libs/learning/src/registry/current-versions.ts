import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { withFileLock } from '@mining-ops/fleet-data/file-lock.js';
import { POINTER_FILE } from '@mining-ops/model-files/model-folder.js';
import { pointerSchema, readPointer } from '@mining-ops/model-files/pointer.js';
import { z } from 'zod';
import { readVersion, versionNames } from './registry.js';

const change = z.object({ version: z.string(), since: z.iso.datetime(), reason: z.string() });

const historySchema = pointerSchema.extend({
  /** By target: what was served, the oldest first; the last is what is served now. */
  history: z.record(z.string(), z.array(change)).default({}),
  /** By target: versions that were gone back from. The gate does not promote them again. */
  withdrawn: z.record(z.string(), z.array(z.string())).default({}),
});

/** The pointer file with what was served before. */
export type CurrentVersions = z.output<typeof historySchema>;

/** How many earlier versions of a target can be gone back to, one after the other; `prune` keeps them. */
export const KEPT_SERVED = 5;

/** A version cannot become the one that is served; the message says why and what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: 'UNKNOWN_VERSION' | 'NO_EARLIER_VERSION',
    message: string,
  ) {
    super(message);
  }
}

/** What is served, and was before. @throws ModelFilesError where the pointer file is not as it should be */
export async function currentVersions(modelsDir: string): Promise<CurrentVersions> {
  return historySchema.parse(await readPointer(modelsDir));
}

/** One version that is to be served from now on. */
export interface Promotion {
  readonly target: string;
  readonly version: string;
  readonly reason: string;
}

export interface PromotionContext {
  /** Epoch ms. */
  readonly atMs: number;
  /**
   * The gate passes over what was gone back from, even where that happened after it had decided. A person may promote such
   * a version again; it is no longer one that was gone back from then.
   */
  readonly by: 'gate' | 'person';
}

/**
 * Makes versions the ones that are served, all in one step. One that is served already stays as it is, so a promotion may
 * be repeated.
 *
 * @throws RegistryError `UNKNOWN_VERSION`; nothing is changed then
 * @throws ModelFilesError where a version's files are not as they should be
 */
export async function promote(
  modelsDir: string,
  promotions: readonly Promotion[],
  { atMs, by }: PromotionContext,
): Promise<void> {
  await changeVersions(modelsDir, async (versions) => {
    const { current, history, withdrawn } = versions;
    for (const { target, version, reason } of promotions) {
      await requireVersion(modelsDir, target, version);
      const gone = withdrawn[target] ?? [];
      if (by === 'gate' && gone.includes(version)) continue;
      if (gone.includes(version)) withdrawn[target] = gone.filter((other) => other !== version);
      if (current[target] === version) continue;
      current[target] = version;
      const entry = { version, since: new Date(atMs).toISOString(), reason };
      history[target] = [...(history[target] ?? []), entry].slice(-KEPT_SERVED - 1);
    }
  });
}

async function requireVersion(modelsDir: string, target: string, version: string): Promise<void> {
  const names = await versionNames(modelsDir, target);
  if (!names.includes(version)) throw unknownVersion(target, version, names);
  await readVersion(modelsDir, target, version);
}

export interface RolledBack {
  readonly target: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Goes back to the version that was served before, of one target or of every one that has such a version, in one step.
 * One whose folder is gone is passed over. What was gone back from is not promoted by the gate again.
 *
 * @throws RegistryError `NO_EARLIER_VERSION`; nothing is changed then
 */
export async function rollBack(modelsDir: string, target: string | null): Promise<RolledBack[]> {
  const done: RolledBack[] = [];
  await changeVersions(modelsDir, async (versions) => {
    const targets = target === null ? Object.keys(versions.current).sort() : [target];
    for (const one of targets) {
      const names = await versionNames(modelsDir, one);
      const history = versions.history[one] ?? [];
      const from = history.at(-1);
      const earlier = history.slice(0, -1).filter(({ version }) => names.includes(version));
      const to = earlier.at(-1);
      if (from === undefined || to === undefined) continue;
      versions.history[one] = earlier;
      versions.current[one] = to.version;
      versions.withdrawn[one] = [...new Set([...(versions.withdrawn[one] ?? []), from.version])];
      done.push({ target: one, from: from.version, to: to.version });
    }
    if (done.length === 0) throw noEarlierVersion(target, versions);
  });
  return done;
}

/** Does something while no other process changes which versions are served. */
export async function whileServed<T>(
  modelsDir: string,
  work: (versions: CurrentVersions) => Promise<T>,
): Promise<T> {
  await mkdir(modelsDir, { recursive: true });
  return withFileLock(path.join(modelsDir, POINTER_FILE), async () => work(await currentVersions(modelsDir)));
}

/** Reads, changes and replaces the pointer file, while no other process does. */
async function changeVersions(
  modelsDir: string,
  change: (versions: CurrentVersions) => Promise<void>,
): Promise<void> {
  await mkdir(modelsDir, { recursive: true });
  const file = path.join(modelsDir, POINTER_FILE);
  await withFileLock(file, async ({ assertHeld }) => {
    const before = await currentVersions(modelsDir);
    const versions = structuredClone(before);
    await change(versions);
    const text = `${JSON.stringify(versions, null, 2)}\n`;
    if (text !== `${JSON.stringify(before, null, 2)}\n`)
      await atomicWrite(file, text, { beforeReplace: assertHeld });
  });
}

function unknownVersion(target: string, version: string, names: readonly string[]): RegistryError {
  const known =
    names.length === 0 ? 'it has none; train one with npm run models:train' : `it has ${names.join(', ')}`;
  return new RegistryError('UNKNOWN_VERSION', `${target} has no version "${version}": ${known}.`);
}

function noEarlierVersion(target: string | null, { current }: CurrentVersions): RegistryError {
  if (target === null)
    return new RegistryError('NO_EARLIER_VERSION', 'No target has an earlier version to go back to.');
  const served = current[target];
  return new RegistryError(
    'NO_EARLIER_VERSION',
    served === undefined
      ? `${target} has no version that is served, so there is nothing to go back from. Served are: ${Object.keys(current).join(', ') || 'none'}.`
      : `${target} has no version before ${served} to go back to.`,
  );
}
