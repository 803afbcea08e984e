import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { writeLastTraining } from './last-training.js';
import { TrainingStarter } from './training-starter.js';

const newFolder = temporaryFolders();
const HOUR_MS = 3_600_000;
const BEGUN = Date.parse('2026-11-24T06:00:00Z');
let dataDir: string;
let modelsDir: string;
let started: string[];
let isBusy: boolean;
let nowMs: number;
beforeEach(async () => {
  const folder = await newFolder();
  [dataDir, modelsDir] = [path.join(folder, 'data'), path.join(folder, 'models')];
  await mkdir(dataDir);
  [started, isBusy, nowMs] = [[], false, BEGUN];
  await write('first');
});

const write = (content: string): Promise<void> =>
  writeFile(path.join(dataDir, 'hauling_activities.csv'), content);
const starterOf = (everyH: number | null = null): TrainingStarter =>
  new TrainingStarter({
    dataDir,
    modelsDir,
    everyH,
    now: () => nowMs,
    start: (cause) => {
      if (!isBusy) started.push(cause);
      return Promise.resolve(isBusy ? 'busy' : 'started');
    },
  });
/** As often as it takes for a file that is left alone to count. */
async function lookTwice(starter: TrainingStarter): Promise<void> {
  await starter.look();
  await starter.look();
}
/** A training from that content has prepared its data. */
const trainedFrom = (content: string): Promise<void> =>
  writeLastTraining(modelsDir, {
    activitiesSha256: createHash('sha256').update(content).digest('hex'),
    preparedAt: new Date(nowMs).toISOString(),
  });

describe('a file of recorded trips', () => {
  it('that was there at the first start begins no training', async () => {
    await lookTwice(starterOf());
    expect(started).toEqual([]);
  });

  it('that was dropped begins one, once it has been left alone', async () => {
    const starter = starterOf();
    await lookTwice(starter);
    await write('second');
    await starter.look();
    expect(started).toEqual([]);
    await starter.look();
    await lookTwice(starter);
    expect(started).toEqual(['file']);
  });

  it('that changed while the trainer was away begins one', async () => {
    await trainedFrom('earlier');
    await lookTwice(starterOf());
    expect(started).toEqual(['file']);
  });

  it('that the last training was begun with begins none: its upload has started that one', async () => {
    const starter = starterOf();
    await lookTwice(starter);
    isBusy = true;
    await write('uploaded');
    await lookTwice(starter);
    await trainedFrom('uploaded');
    isBusy = false;
    await lookTwice(starter);
    expect(started).toEqual([]);
  });

  it('that was dropped while a training runs begins one after it', async () => {
    const starter = starterOf();
    await trainedFrom('first');
    await lookTwice(starter);
    isBusy = true;
    await write('dropped');
    await lookTwice(starter);
    isBusy = false;
    await starter.look();
    expect(started).toEqual(['file']);
  });
});

describe('a schedule', () => {
  it('begins a training when the last one is that old', async () => {
    await trainedFrom('first');
    const starter = starterOf(24);
    nowMs += 23 * HOUR_MS;
    await lookTwice(starter);
    expect(started).toEqual([]);
    nowMs += HOUR_MS;
    await lookTwice(starter);
    expect(started).toEqual(['schedule']);
    nowMs += 24 * HOUR_MS;
    await lookTwice(starter);
    expect(started).toEqual(['schedule', 'schedule']);
  });

  it('counts from when the models that are served were made, where no training is on record: a restart delays nothing', async () => {
    await mkdir(modelsDir);
    const history = (hoursAgo: number) => [
      { version: '0001-a', since: new Date(BEGUN - hoursAgo * HOUR_MS).toISOString(), reason: '' },
    ];
    const pointer = { current: {}, history: { fuelConsumed: history(30), loadWeight: history(20) } };
    await writeFile(path.join(modelsDir, 'current.json'), JSON.stringify(pointer));
    await lookTwice(starterOf(24));
    expect(started).toEqual([]);
    nowMs += 4 * HOUR_MS;
    await lookTwice(starterOf(24));
    expect(started).toEqual(['schedule']);
  });

  it('waits for the training that runs', async () => {
    const starter = starterOf(1);
    nowMs += HOUR_MS;
    isBusy = true;
    await lookTwice(starter);
    isBusy = false;
    await starter.look();
    expect(started).toEqual(['schedule']);
  });
});
