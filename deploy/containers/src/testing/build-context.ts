import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import dockerignore from '@balena/dockerignore';

/** Never in the context, and large: not even looked at. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.mining-ops']);

/** The files that `docker build` would be given: those of the repository that `.dockerignore` leaves. */
export async function buildContext(root: string): Promise<ReadonlySet<string>> {
  const rules = await readFile(path.join(root, '.dockerignore'), 'utf8');
  const ignored = dockerignore.default().add(rules);
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const place = path.posix.join(folder, entry.name);
      if (entry.isFile()) files.push(place);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) await walk(place);
    }
  };
  await walk('');
  return new Set(ignored.filter(files));
}
