import { spawnSync } from 'node:child_process';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { withFileLock } from './file-lock.js';
import { temporaryFolders } from './testing/temporary-folder.js';

const newFolder = temporaryFolders();

async function lockedBy(holder: object): Promise<{ folder: string; file: string }> {
  const folder = await newFolder();
  const file = path.join(folder, 'a.csv');
  await writeFile(`${file}.lock`, JSON.stringify(holder));
  return { folder, file };
}

/** A process id that belonged to a process which has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('a file lock', () => {
  it('lets one worker in at a time, and goes when the work is done or has failed', async () => {
    const folder = await newFolder();
    const file = path.join(folder, 'a.csv');
    let inside = 0;
    let most = 0;
    const works = Array.from({ length: 20 }, (_, i) =>
      withFileLock(file, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await readFile(`${file}.lock`);
        inside -= 1;
        if (i % 3 === 0) throw new Error('failed');
        return i;
      }),
    );
    const outcomes = await Promise.allSettled(works);
    expect(most).toBe(1);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(7);
    expect(await readdir(folder)).toEqual([]);
  });

  it('held by a living process makes others wait, and then give up with a remedy', async () => {
    const { file } = await lockedBy({ pid: process.pid, host: hostname(), token: 'theirs' });
    const waiting = withFileLock(file, () => Promise.resolve(), { timeoutMs: 30 });
    await expect(waiting).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining('try again') as unknown,
    });
    expect(await readFile(`${file}.lock`, 'utf8')).toContain('theirs');
  });

  it('left behind by a process that died is taken over at once', async () => {
    const { folder, file } = await lockedBy({ pid: deadPid(), host: hostname(), token: 'theirs' });
    expect(await withFileLock(file, () => Promise.resolve('done'), { timeoutMs: 0 })).toBe('done');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of another host is taken over only when it is old', async () => {
    const { file } = await lockedBy({ pid: 1, host: 'another-host', token: 'theirs' });
    await expect(withFileLock(file, () => Promise.resolve(), { timeoutMs: 0 })).rejects.toMatchObject({
      code: 'LOCKED',
    });
    const old = Date.now() / 1000 - 31;
    await utimes(`${file}.lock`, old, old);
    expect(await withFileLock(file, () => Promise.resolve('done'), { timeoutMs: 0 })).toBe('done');
  });

  it('that was taken over is noticed by the one who lost it, and not removed by it', async () => {
    const file = path.join(await newFolder(), 'a.csv');
    const losing = withFileLock(file, async ({ assertHeld }) => {
      await assertHeld();
      await writeFile(`${file}.lock`, JSON.stringify({ pid: 1, host: 'another-host', token: 'theirs' }));
      await assertHeld();
    });
    await expect(losing).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining('taken over') as unknown,
    });
    expect(await readFile(`${file}.lock`, 'utf8')).toContain('theirs');
  });
});
