import { copyFile, mkdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { filesOf } from './app-files.js';
import type { Machine } from './shipped-file.js';

export interface Assembled {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies what an app's image consists of into a folder, for this machine's platform: the Dockerfile does it with this
 * function, and so does the test that starts the apps from exactly these files.
 *
 * @param app folder below `apps/`
 * @param root the repository's root: packages installed, our own compiled
 * @param target a folder that is empty, or is not there yet
 */
export async function assemble(
  app: string,
  root: string,
  target: string,
  machine: Machine = process,
): Promise<Assembled> {
  const { files, links } = await filesOf(app, root, machine);
  const folders = new Set([...files, ...links.keys()].map((file) => path.dirname(file)));
  for (const folder of folders) await mkdir(path.join(target, folder), { recursive: true });
  let bytes = 0;
  for (const file of files) {
    const source = path.join(root, file);
    await copyFile(source, path.join(target, file));
    bytes += (await stat(source)).size;
  }
  for (const [place, folder] of links)
    await symlink(path.relative(path.dirname(place), folder), path.join(target, place));
  return { files: files.length, bytes };
}
