import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { removeLeftBehind } from '@mining-ops/fleet-data/left-behind.js';
import { KEPT_SERVED, whileServed } from './current-versions.js';
import { versionNames } from './registry.js';

/** Versions of a target that are kept whatever became of them: the newest. */
export const KEPT_VERSIONS = 20;

/**
 * Removes a target's versions but for the newest 20, the one that is served and the five that were served before it. A
 * folder is first renamed, so that nobody finds half a version; what a killed process left half written or half removed
 * is removed, too. Returns the names of the removed versions.
 */
export async function prune(modelsDir: string, target: string): Promise<string[]> {
  const folder = path.join(modelsDir, target);
  return whileServed(modelsDir, async ({ current, history }) => {
    const names = await versionNames(modelsDir, target);
    const served = (history[target] ?? []).slice(-KEPT_SERVED - 1).map(({ version }) => version);
    const kept = new Set([...names.slice(-KEPT_VERSIONS), ...served, current[target]]);
    const removed = names.filter((name) => !kept.has(name));
    for (const name of removed) {
      const aside = path.join(folder, `.${name}.${randomUUID()}`);
      await rename(path.join(folder, name), aside);
      await rm(aside, { recursive: true, force: true });
    }
    await removeLeftBehind(folder);
    return removed;
  });
}
