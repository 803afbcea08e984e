import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTimeOf } from './process-table.js';
import { acquireLock, LockedError } from './state-lock.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-lock-'));
  file = path.join(folder, 'launcher.lock');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('a lock', () => {
  it('is held by one process at a time, which can give it back', async () => {
    const release = acquireLock(file);
    expect(() => acquireLock(file)).toThrow(LockedError);
    release();
    expect(await readdir(folder)).toEqual([]);
    acquireLock(file)();
  });

  it.each([
    ['has ended', () => ({ pid: spawnSync(process.execPath, ['-e', '']).pid, startTime: '1' })],
    ['had the number of one that runs', () => ({ pid: process.pid, startTime: '1' })],
  ])('is taken over from a process that %s', async (_, holder) => {
    await writeFile(file, JSON.stringify(holder()));
    const release = acquireLock(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      pid: process.pid,
      startTime: startTimeOf(process.pid),
    });
    expect(await readdir(folder)).toEqual(['launcher.lock']);
    release();
  });

  it('is taken over when nobody can tell who holds it', async () => {
    await writeFile(file, 'half a li');
    acquireLock(file)();
    expect(await readdir(folder)).toEqual([]);
  });

  it('that another process took over is not given back', async () => {
    const release = acquireLock(file);
    await writeFile(file, 'of another');
    release();
    expect(await readFile(file, 'utf8')).toBe('of another');
  });
});
