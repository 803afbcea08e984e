import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { packagesOf } from './app-packages.js';
import { isShipped, isShippedOfOurs, type Machine } from './shipped-file.js';

export interface AppFiles {
  /** Relative to the root, with `/`, sorted; they lie at the same places in the image. */
  readonly files: readonly string[];
  /** Links by which Node.js finds our own packages: where they stand, and the folder that they lead to. */
  readonly links: ReadonlyMap<string, string>;
}

/** What an app's image consists of, beside Node.js: packages from the registry, and our own, compiled. */
export async function filesOf(app: string, root: string, machine: Machine): Promise<AppFiles> {
  const files: string[] = [];
  const links = new Map<string, string>();
  for (const folder of await packagesOf(app, root)) {
    const target = path.relative(await realpath(root), await realpath(path.join(root, folder)));
    if (target === folder) files.push(...(await filesFromRegistry(folder, root, machine)));
    else {
      links.set(folder, target);
      files.push(...(await filesOfOurs(target, root)));
    }
  }
  return { files: files.sort(), links };
}

async function filesFromRegistry(folder: string, root: string, machine: Machine): Promise<string[]> {
  // What lies in a nested node_modules is a package of its own, and listed where it is needed.
  const files = await filesBelow(path.join(root, folder), ({ name }) => name !== 'node_modules');
  return files.map((file) => `${folder}/${file}`).filter((file) => isShipped(file, machine));
}

/** As npm has it: what a package ships stands in its `files`; of ours that is the compiled code unless it says more. */
async function filesOfOurs(folder: string, root: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')) as {
    files?: string[];
  };
  const files = ['package.json'];
  for (const shipped of manifest.files ?? ['dist']) {
    const below = await filesBelow(path.join(root, folder, shipped), () => true);
    files.push(...below.map((file) => `${shipped}/${file}`));
  }
  return files.filter(isShippedOfOurs).map((file) => `${folder}/${file}`);
}

/** Files below a folder, relative to it. */
async function filesBelow(
  folder: string,
  enters: (entry: { readonly name: string }) => boolean,
  inside = '',
): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(path.join(folder, inside), { withFileTypes: true })) {
    const place = path.posix.join(inside, entry.name);
    if (entry.isFile()) files.push(place);
    else if (entry.isDirectory() && enters(entry)) files.push(...(await filesBelow(folder, enters, place)));
  }
  return files;
}
