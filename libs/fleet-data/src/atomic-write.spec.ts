import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite, atomicWriteBy } from './atomic-write.js';
import { temporaryFolders } from './testing/temporary-folder.js';

const newFolder = temporaryFolders();

describe('an atomic write', () => {
  it('makes or replaces the file and leaves nothing else behind', async () => {
    const folder = await newFolder();
    const file = path.join(folder, 'a.csv');
    await atomicWrite(file, 'one');
    await atomicWrite(file, Buffer.from('two'));
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it("keeps the file's mode", async () => {
    const file = path.join(await newFolder(), 'a.csv');
    await writeFile(file, 'one');
    await chmod(file, 0o666);
    await atomicWrite(file, 'two');
    expect((await stat(file)).mode & 0o777).toBe(0o666);
  });

  it('through a symbolic link replaces the file that it points to', async () => {
    const folder = await newFolder();
    await writeFile(path.join(folder, 'real.csv'), 'one');
    await symlink('real.csv', path.join(folder, 'link.csv'));
    await atomicWrite(path.join(folder, 'link.csv'), 'two');
    expect((await lstat(path.join(folder, 'link.csv'))).isSymbolicLink()).toBe(true);
    expect(await readFile(path.join(folder, 'real.csv'), 'utf8')).toBe('two');
  });

  it('that is called off leaves the old file and no temporary one', async () => {
    const folder = await newFolder();
    const file = path.join(folder, 'a.csv');
    await writeFile(file, 'one');
    const calledOff = atomicWrite(file, 'two', { beforeReplace: () => Promise.reject(new Error('no')) });
    await expect(calledOff).rejects.toThrow('no');
    expect(await readFile(file, 'utf8')).toBe('one');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('that is made in pieces appears when the last one is there, or not at all', async () => {
    const folder = await newFolder();
    const file = path.join(folder, 'a.csv');
    await writeFile(file, 'old');
    const pieces = await atomicWriteBy(file, async (append) => {
      await append('one ');
      await append(Buffer.from('two'));
      expect(await readFile(file, 'utf8')).toBe('old');
      return 2;
    });
    expect(pieces).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('one two');
    const failed = atomicWriteBy(file, async (append) => {
      await append('three');
      throw new Error('no more');
    });
    await expect(failed).rejects.toThrow('no more');
    expect(await readFile(file, 'utf8')).toBe('one two');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('never shows a reader anything but a whole content', async () => {
    const file = path.join(await newFolder(), 'a.csv');
    const contents = ['a', 'b', 'c'].map((letter) => letter.repeat(1_000_000));
    await atomicWrite(file, contents[0]!);
    const writing = (async () => {
      for (const content of contents) await atomicWrite(file, content);
    })();
    for (let i = 0; i < 10; i += 1) expect(contents.includes(await readFile(file, 'utf8'))).toBe(true);
    await writing;
  });
});
