import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { activityAt } from './activity-columns.js';
import { snapshotFiles } from './load-tables.js';
import type { FleetSnapshot } from './snapshot.js';
import { SnapshotStore, type SnapshotStoreOptions } from './snapshot-store.js';
import { tableCsv, writeMine, writeTable } from './testing/small-mine.js';
import { temporaryFolders } from './testing/temporary-folder.js';
import { addVessel } from './vessels-and-schedules.js';

const newFolder = temporaryFolders();
const stores: SnapshotStore[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

interface Mine {
  readonly dataDir: string;
  readonly quarantineDir: string;
  readonly store: SnapshotStore;
}

async function mineWithStore(options: Partial<SnapshotStoreOptions> = {}): Promise<Mine> {
  const folder = await newFolder();
  const dataDir = path.join(folder, 'data');
  const quarantineDir = path.join(folder, 'logs', 'quarantine');
  await mkdir(dataDir);
  await writeMine(dataDir);
  const store = new SnapshotStore({ dataDir, quarantineDir, settleMs: 0, ...options });
  stores.push(store);
  return { dataDir, quarantineDir, store };
}

const truckIds = (snapshot: FleetSnapshot): string[] => snapshot.trucks.map((truck) => truck.id);
const twoTrucks = tableCsv('trucks', {}, { id: 't2' });

describe('the current snapshot', () => {
  it('is the same object as long as no file changes', async () => {
    const { store } = await mineWithStore();
    expect(await store.current()).toBe(await store.current());
    expect(store.status()).toMatchObject({ state: 'ok', problem: null, tables: { trucks: { rowsUsed: 1 } } });
  });

  it('shows a changed file, and keeps what was read of the others', async () => {
    const { dataDir, store } = await mineWithStore();
    const before = await store.current();
    await writeTable(dataDir, 'trucks', twoTrucks);
    const after = await store.current();
    expect(truckIds(before)).toEqual(['t1']);
    expect(truckIds(after)).toEqual(['t1', 't2']);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.roads).toBe(before.roads);
    expect(after.activities.fuelL).toBe(before.activities.fuelL);
  });

  it('shows a vessel as soon as it was added', async () => {
    const { dataDir, store } = await mineWithStore();
    await store.current();
    const id = await addVessel(dataDir, { name: 'Two', type: 'Barge', capacityT: 2 });
    expect((await store.current()).vesselById.get(id)).toMatchObject({ name: 'Two' });
  });

  it('is read once for all who ask at the same time', async () => {
    const { store } = await mineWithStore();
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => store.current()));
    for (const other of others) expect(other).toBe(first);
  });

  it('shows a change to those who ask after it, though a reading began before it', async () => {
    const { dataDir, store } = await mineWithStore();
    const early = store.current();
    await writeTable(dataDir, 'trucks', twoTrucks);
    expect(truckIds(await store.current())).toEqual(['t1', 't2']);
    await early;
  });

  it('has the same fingerprint for the same contents, whenever and wherever they were written', async () => {
    const [one, other] = [await mineWithStore(), await mineWithStore()];
    expect((await one.store.current()).fingerprint).toBe((await other.store.current()).fingerprint);
  });

  it('follows the activities to trucks that appear later', async () => {
    const { dataDir, store } = await mineWithStore();
    await writeTable(dataDir, 'activities', tableCsv('activities', { truckId: 't2' }));
    const before = await store.current();
    expect([...before.activities.truckIndex]).toEqual([-1]);
    await writeTable(dataDir, 'trucks', twoTrucks);
    const after = await store.current();
    expect([...after.activities.truckIndex]).toEqual([1]);
    expect(activityAt(after.activities, 0).truckId).toBe(after.trucks[1]?.id);
  });

  it('does without the optional weather log', async () => {
    const { dataDir, store } = await mineWithStore();
    await rm(path.join(dataDir, 'weather_logs.csv'));
    expect((await store.current()).weather).toEqual([]);
  });
});

it('a snapshot warns of references that lead nowhere and of conditions outside the vocabulary', async () => {
  const { dataDir, store } = await mineWithStore();
  const gone = { truckId: 'gone', weatherCondition: 'Badai Salju' };
  await writeTable(
    dataDir,
    'activities',
    tableCsv('activities', {}, { id: 'a2', ...gone }, { id: 'a3', ...gone }),
  );
  const file = 'hauling_activities.csv';
  expect((await store.current()).warnings).toEqual([
    { kind: 'dangling-reference', file, column: 'truckId', count: 2, examples: ['gone'] },
    { kind: 'unknown-category', file, column: 'weatherCondition', count: 2, examples: ['Badai Salju'] },
  ]);
});

describe('a broken edit', () => {
  const header = 'id,brand,status,purchaseDate\n';

  it.each([
    ['lacks a required column', header, { code: 'MISSING_COLUMN', columns: ['capacity'] }],
    ['is empty', '', { code: 'UNREADABLE' }],
    [
      'has no usable row where there were some',
      tableCsv('trucks', { capacity: '' }),
      { code: 'NO_USABLE_ROWS' },
    ],
    ['is written half', tableCsv('trucks').slice(0, 50), { code: 'NO_USABLE_ROWS' }],
  ])('that %s leaves the last good snapshot in use, and the status says why', async (_, text, problem) => {
    const { dataDir, store } = await mineWithStore();
    const good = await store.current();
    await writeTable(dataDir, 'trucks', text);
    expect(await store.current()).toBe(good);
    expect(store.status()).toMatchObject({
      state: 'stale',
      problem: { file: 'trucks.csv', ...problem },
      fingerprint: good.fingerprint,
    });
  });

  it('is over when the file is whole again', async () => {
    const { dataDir, store } = await mineWithStore();
    await store.current();
    await rename(path.join(dataDir, 'trucks.csv'), path.join(dataDir, 'away.csv'));
    await store.current();
    expect(store.status().problem).toMatchObject({ code: 'MISSING_FILE', file: 'trucks.csv' });
    await writeTable(dataDir, 'trucks', twoTrucks);
    expect(truckIds(await store.current())).toEqual(['t1', 't2']);
    expect(store.status()).toMatchObject({ state: 'ok', problem: null });
  });

  it('is not read again until a file changes', async () => {
    const { dataDir, store } = await mineWithStore();
    await store.current();
    await writeTable(dataDir, 'trucks', header);
    await store.current();
    const { problem } = store.status();
    await store.current();
    expect(store.status().problem?.columns).toBe(problem?.columns); // the very same finding, not a new one
  });

  it('does not hide a good edit of another file once it is mended', async () => {
    const { dataDir, store } = await mineWithStore();
    await store.current();
    await writeTable(dataDir, 'trucks', header);
    await writeTable(dataDir, 'roads', tableCsv('roads', {}, { id: 'r2' }));
    expect((await store.current()).roads).toHaveLength(1); // one consistent picture: the last good one
    await writeTable(dataDir, 'trucks', twoTrucks);
    expect((await store.current()).roads).toHaveLength(2);
  });
});

it('a first load that fails is an error, naming every missing file', async () => {
  const { dataDir, store } = await mineWithStore();
  await rm(path.join(dataDir, 'trucks.csv'));
  await rm(path.join(dataDir, 'vessels.csv'));
  await expect(store.current()).rejects.toMatchObject({ code: 'MISSING_FILE' });
  await expect(store.current()).rejects.toThrow('trucks.csv, vessels.csv are not in');
  expect(store.status()).toMatchObject({
    state: 'empty',
    fingerprint: null,
    problem: { code: 'MISSING_FILE' },
  });
});

describe('files that are being written', () => {
  /** A store whose clock says that the files were touched this very moment, and whose waiting runs `onWait`. */
  async function justTouched(
    onWait: (dataDir: string, waits: number) => Promise<void>,
  ): Promise<Mine & { readonly waits: number[] }> {
    const waits: number[] = [];
    const known: { dataDir: string } = { dataDir: '' };
    const mine = await mineWithStore({
      settleMs: 200,
      now: () => 0,
      wait: async (ms) => {
        waits.push(ms);
        await onWait(known.dataDir, waits.length);
      },
    });
    known.dataDir = mine.dataDir;
    return { ...mine, waits };
  }

  it('are read when they have been left alone for the settle time, on whatever clock', async () => {
    const { store, waits } = await justTouched(() => Promise.resolve());
    expect(truckIds(await store.current())).toEqual(['t1']);
    expect(waits).toEqual([200]); // their time seems to lie in the future of this clock: one settle time, no more
  });

  it('are not read while they still change', async () => {
    const { store, waits } = await justTouched(async (dataDir, count) => {
      if (count === 1) await writeTable(dataDir, 'trucks', tableCsv('trucks', { id: 'half' }));
      if (count === 2) await writeTable(dataDir, 'trucks', twoTrucks);
    });
    expect(truckIds(await store.current())).toEqual(['t1', 't2']);
    expect(waits).toHaveLength(3);
  });

  it('that never settle are given up, and tried again at the next call', async () => {
    const restless = { writing: true };
    const { store, waits } = await justTouched(async (dataDir, count) => {
      if (restless.writing) await utimes(path.join(dataDir, 'trucks.csv'), count, count);
    });
    await expect(store.current()).rejects.toMatchObject({ code: 'UNSETTLED' });
    expect(waits).toHaveLength(10);
    restless.writing = false;
    expect(truckIds(await store.current())).toEqual(['t1']);
  });

  it('are not waited for when they were touched long enough ago', async () => {
    const waits: number[] = [];
    const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const { store } = await mineWithStore({ settleMs: 200, now: () => Date.now() + 200, wait });
    await store.current();
    expect(waits).toEqual([]);
  });
});

describe('the quarantine', () => {
  it('lists the rows set aside, a file a table, and forgets those that were mended', async () => {
    const { dataDir, quarantineDir, store } = await mineWithStore();
    await writeTable(dataDir, 'trucks', tableCsv('trucks', {}, { id: 't2', capacity: '-5' }));
    await store.current();
    expect(await readdir(quarantineDir)).toEqual(['trucks.csv']);
    expect(await readFile(path.join(quarantineDir, 'trucks.csv'), 'utf8')).toBe(
      'file,line,column,reason,value,row\n' +
        'trucks.csv,3,capacity,capacity must be more than 0,-5,' +
        '"{""id"":""t2"",""brand"":""Volvo"",""capacity"":""-5"",""status"":""IDLE"",' +
        '""purchaseDate"":""2020-01-01T00:00:00Z""}"\n',
    );
    await writeTable(dataDir, 'trucks', twoTrucks);
    await store.current();
    expect(await readdir(quarantineDir)).toEqual([]);
  });

  it('that cannot be written does not stop the data, and the status says so', async () => {
    const { dataDir, quarantineDir, store } = await mineWithStore();
    await mkdir(path.dirname(quarantineDir), { recursive: true });
    await writeFile(quarantineDir, 'a file where the folder should be');
    await writeTable(dataDir, 'trucks', tableCsv('trucks', {}, { id: 't2', capacity: '-5' }));
    expect(truckIds(await store.current())).toEqual(['t1']);
    expect(store.status()).toMatchObject({ state: 'ok', problem: null });
    expect(store.status().quarantineProblem).toContain('cannot be written');
  });

  it('is not written without a folder for it', async () => {
    const { dataDir, quarantineDir, store } = await mineWithStore({ quarantineDir: null });
    await writeTable(dataDir, 'trucks', tableCsv('trucks', {}, { id: 't2', capacity: '-5' }));
    await store.current();
    await expect(readdir(quarantineDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('watching', () => {
  it('tells listeners of new data without being asked', async () => {
    const { dataDir, store } = await mineWithStore();
    await store.current();
    const changed = new Promise<FleetSnapshot>((resolve) => store.onChange(resolve));
    store.watch({ intervalMs: 1 });
    await writeTable(dataDir, 'trucks', twoTrucks);
    expect(truckIds(await changed)).toEqual(['t1', 't2']);
  });

  it('does not tell of a file that was only touched', async () => {
    const { dataDir, store } = await mineWithStore();
    const told: string[][] = [];
    await store.current();
    store.onChange((snapshot) => told.push(truckIds(snapshot)));
    for (const file of snapshotFiles) await utimes(path.join(dataDir, file), 1, 1);
    await store.current();
    await writeTable(dataDir, 'trucks', twoTrucks);
    await store.current();
    await Promise.resolve();
    expect(told).toEqual([['t1', 't2']]);
  });

  it('ends when the store is closed', async () => {
    const { store } = await mineWithStore();
    store.watch({ intervalMs: 1 });
    await store.close();
    await expect(store.current()).rejects.toThrow('closed');
  });
});
