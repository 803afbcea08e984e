import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeVersion } from './code-version.js';

describe('the version of a program', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'code-version-'))));
  afterEach(() => rm(folder, { recursive: true }));

  async function programIn(place: string, files: Readonly<Record<string, string>>): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, place, 'dist', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return await codeVersion([pathToFileURL(path.join(folder, place, 'dist/deep/main.js')).href]);
  }

  const files = { 'deep/main.js': 'run()', 'law.js': 'a * b' };

  it('is the same wherever the same files lie', async () => {
    expect(await programIn('here', files)).toBe(await programIn('there/deeper', files));
  });

  it.each([
    ['a file changes, one that is not named too', { ...files, 'law.js': 'a * c' }],
    ['a file is new', { ...files, 'more.js': '' }],
    ['a file has another name', { 'deep/main.js': 'run()', 'laws.js': 'a * b' }],
  ])('is another where %s', async (_, changed) => {
    expect(await programIn('new', changed)).not.toBe(await programIn('old', files));
  });

  it('does not depend on what is no program', async () => {
    const before = await programIn('here', files);
    expect(await programIn('here', { 'law.js.map': '{}', 'notes.txt': '' })).toBe(before);
  });
});
