import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A digest of a program: of Node's version, and of every compiled file in the folders that the given modules are in, the
 * highest folder named `dist` (or `src`, where sources are run). Equal digests are equal programs, wherever they lie.
 *
 * @param modules URLs, such as `import.meta.url` and what `import.meta.resolve` gives
 */
export async function codeVersion(modules: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(process.version);
  for (const module of modules) {
    const root = builtFolderOf(fileURLToPath(module));
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .sort();
    for (const file of files) digest.update(`\n${file}\n`).update(await readFile(path.join(root, file)));
  }
  return digest.digest('hex').slice(0, 16);
}

function builtFolderOf(file: string): string {
  let folder = path.dirname(file);
  while (!['dist', 'src'].includes(path.basename(folder))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${file} is in no folder named dist or src`);
    folder = parent;
  }
  return folder;
}
