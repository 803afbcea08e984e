// Compiles every workspace's src/**/*.ts to dist/**/*.js with SWC, one file to one file.
// Incremental by modification time, so that `npm start` costs nothing when nothing changed.
// Types are not checked here: `npm run lint` does that.
import { transformFile } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** SWC's settings, shared with Jest so that tests run what ships. */
export const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false,
};

async function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function workspaceFolders() {
  const { workspaces } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const folders = [];
  for (const pattern of workspaces) {
    if (!pattern.endsWith('/*')) folders.push(path.join(root, pattern));
    else {
      const parent = path.join(root, pattern.slice(0, -2));
      if (!existsSync(parent)) continue;
      for (const name of await readdir(parent)) folders.push(path.join(parent, name));
    }
  }
  return folders.filter((folder) => existsSync(path.join(folder, 'src')));
}

/** Temporary file, then rename: two builds at once leave whole files. */
async function writeWhole(file, text) {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

async function buildWorkspace(folder) {
  const sources = (await filesBelow(path.join(folder, 'src'), (name) => name.endsWith('.ts'))).filter(
    (name) => !name.endsWith('.spec.ts') && !name.endsWith('.d.ts'),
  );
  const wanted = new Set(
    sources.flatMap((name) => [`${name.slice(0, -3)}.js`, `${name.slice(0, -3)}.js.map`]),
  );
  const present = await filesBelow(path.join(folder, 'dist'), (name) => !name.endsWith('.tmp'));
  for (const name of present)
    if (!wanted.has(name)) await rm(path.join(folder, 'dist', name), { force: true });

  const settingsTime = (await stat(fileURLToPath(import.meta.url))).mtimeMs;
  let built = 0;
  await Promise.all(
    sources.map(async (name) => {
      const source = path.join(folder, 'src', name);
      const target = path.join(folder, 'dist', `${name.slice(0, -3)}.js`);
      const sourceTime = Math.max((await stat(source)).mtimeMs, settingsTime);
      const targetTime = await stat(target).then(
        (s) => s.mtimeMs,
        () => 0,
      );
      if (targetTime > sourceTime) return;
      const { code, map } = await transformFile(source, { ...swcOptions, filename: source });
      await mkdir(path.dirname(target), { recursive: true });
      if (map) await writeWhole(`${target}.map`, map);
      await writeWhole(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
      built += 1;
    }),
  );
  return built;
}

/** Builds what is not built. Returns the number of files compiled. */
export async function build() {
  let built = 0;
  for (const folder of await workspaceFolders()) built += await buildWorkspace(folder);
  return built;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await build();
  console.log(built === 0 ? 'Nothing to build.' : `Built ${built} files.`);
}
