import { rm } from 'node:fs/promises';
import path from 'node:path';
import { currentVersions } from './current-versions.js';
import { versionNames } from './registry.js';

/** Versions of a target that are kept whatever became of them: the newest. */
export const KEPT_VERSIONS = 20;
/** Versions that were served last are kept, too, so that they can be gone back to. */
export const KEPT_SERVED = 5;

/**
 * Removes a target's versions but for the newest 20, the one that is served and the five that were served last. Returns
 * the names of the removed ones.
 */
export async function prune(modelsDir: string, target: string): Promise<string[]> {
  const names = await versionNames(modelsDir, target);
  const { current, history } = await currentVersions(modelsDir);
  const served = (history[target] ?? []).slice(-KEPT_SERVED - 1).map(({ version }) => version);
  const kept = new Set([...names.slice(-KEPT_VERSIONS), ...served, current[target]]);
  const removed = names.filter((name) => !kept.has(name));
  for (const name of removed) await rm(path.join(modelsDir, target, name), { recursive: true, force: true });
  return removed;
}
