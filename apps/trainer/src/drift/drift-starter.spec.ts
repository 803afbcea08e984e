import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { DriftStarter } from './drift-starter.js';

const newFolder = temporaryFolders();
const HOUR_MS = 3_600_000;
let modelsDir: string;
let nowMs: number;
let isBusy: boolean;
let started: string[];
beforeEach(async () => {
  modelsDir = await newFolder();
  nowMs = 100 * HOUR_MS;
  isBusy = false;
  started = [];
});

const newStarter = (): DriftStarter =>
  new DriftStarter({
    ...{ modelsDir, everyH: 6, now: () => nowMs },
    start: (key) => {
      if (!isBusy) started.push(key);
      return Promise.resolve(isBusy ? 'busy' : 'started');
    },
  });
const serve = (version: string): Promise<void> =>
  writeFile(path.join(modelsDir, 'current.json'), JSON.stringify({ current: { fuelConsumed: version } }));

describe('a check for drift begins', () => {
  it('once a turn, and at the first look', async () => {
    const starter = newStarter();
    await starter.look();
    await starter.look();
    expect(started).toHaveLength(1);
    nowMs += 6 * HOUR_MS;
    await starter.look();
    await starter.look();
    expect(new Set(started).size).toBe(2);
    expect(started).toHaveLength(2);
  });

  it('when other models serve', async () => {
    const starter = newStarter();
    await serve('0001-00000000');
    await starter.look();
    await serve('0002-00000000');
    await starter.look();
    await starter.look();
    expect(new Set(started).size).toBe(2);
  });

  it('under the same key whoever looks, so that there is one', async () => {
    await serve('0001-00000000');
    await newStarter().look();
    await newStarter().look();
    expect(new Set(started).size).toBe(1);
  });

  it('after the one that runs has ended', async () => {
    const starter = newStarter();
    isBusy = true;
    await starter.look();
    isBusy = false;
    await starter.look();
    expect(started).toHaveLength(1);
  });
});
