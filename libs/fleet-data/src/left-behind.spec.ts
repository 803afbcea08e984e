import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atomicWriteBy } from './atomic-write.js';
import { removeLeftBehind } from './left-behind.js';
import { temporaryFolders } from './testing/temporary-folder.js';

const newFolder = temporaryFolders();
const UUID = '0b7c1c9e-4a3f-4d1e-9b57-2f0e6a1c8d42';
const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000);

describe('what killed processes left unfinished', () => {
  it('is removed once nobody has written to it for an hour: files, uploads and folders', async () => {
    const folder = await newFolder();
    const unfinished = [`.a.csv.17.${UUID}.tmp`, `.a.csv.${UUID}.upload`, `.0001-0000abcd.${UUID}`];
    for (const name of unfinished.slice(0, 2)) await writeFile(path.join(folder, name), 'half');
    await mkdir(path.join(folder, unfinished[2] ?? ''));
    expect(await removeLeftBehind(folder)).toEqual([]);
    for (const name of unfinished) await utimes(path.join(folder, name), HOURS_AGO, HOURS_AGO);
    expect(await removeLeftBehind(folder)).toEqual([...unfinished].sort());
    expect(await readdir(folder)).toEqual([]);
  });

  it('is known by its name: nothing else is touched, however old', async () => {
    const folder = await newFolder();
    const others = ['a.csv', '.hidden', 'a.csv.lock', `a.csv.${UUID}.tmp`];
    for (const name of others) {
      await writeFile(path.join(folder, name), '');
      await utimes(path.join(folder, name), HOURS_AGO, HOURS_AGO);
    }
    expect(await removeLeftBehind(folder)).toEqual([]);
    expect(await removeLeftBehind(path.join(folder, 'no-folder'))).toEqual([]);
  });

  it('is what a file that is being replaced is called', async () => {
    const folder = await newFolder();
    await atomicWriteBy(path.join(folder, 'a.csv'), async (append) => {
      await append('half');
      const inTwoHours = Date.now() + 2 * 3_600_000;
      expect(await removeLeftBehind(folder, inTwoHours)).toHaveLength(1);
      throw new Error('killed');
    }).catch(() => undefined);
  });
});
