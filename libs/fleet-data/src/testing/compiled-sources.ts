import { transformFile } from '@swc/core';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const sources = path.resolve(import.meta.dirname, '..');
const repository = path.resolve(sources, '../../..');

/** Compiles this library into `folder`, so that a test can start real processes that run it. */
export async function compileSources(folder: string): Promise<void> {
  await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  await mkdir(path.join(folder, 'tables'));
  for (const place of ['.', 'tables']) {
    for (const name of await readdir(path.join(sources, place))) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = await transformFile(path.join(sources, place, name), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        swcrc: false,
      });
      await writeFile(path.join(folder, place, name.replace(/\.ts$/, '.js')), code);
    }
  }
}
