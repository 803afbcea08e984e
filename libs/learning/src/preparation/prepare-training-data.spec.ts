import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { loadTable } from '@mining-ops/fleet-data/load-table.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { tableCsv, writeMine, writeTable } from '@mining-ops/fleet-data/testing/small-mine.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { activityAt } from '@mining-ops/fleet-data/activity-columns.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '../features/feature-list.js';
import { featuresOf } from '../features/features-of.js';
import { MaintenanceHistory } from '../features/maintenance-history.js';
import { prepareTrainingData } from './prepare-training-data.js';
import { TRAINING_FILE, trainingRows } from './training-file.js';

const temporaryFolder = temporaryFolders();
const SAMPLE_MINE = path.resolve(import.meta.dirname, '../../../../data');

async function mineWith(...activities: Record<string, string>[]): Promise<string> {
  const dataDir = await temporaryFolder();
  await writeMine(dataDir, { activities: tableCsv('activities', ...activities) });
  return dataDir;
}

describe('preparing the training data', () => {
  it('joins a trip with its truck, excavator, operator, road and last completed maintenance', async () => {
    const dataDir = await mineWith({ queueDuration: '3', haulingDuration: '21' });
    const report = await prepareTrainingData({ dataDir });
    const text = await readFile(path.join(dataDir, TRAINING_FILE), 'utf8');
    expect(text).toBe(
      [
        'id,createdAt,capacity,bucketCapacity,rating,operator_experience_years,distance,gradient,truck_age_days,' +
          'days_since_last_maintenance,weatherCondition,roadCondition,shift,brand,model_excavator,fuelConsumed,' +
          'loadWeight,isDelayed,queueDuration,loadingDuration,haulingDuration,dumpingDuration,returnDuration,totalCycleTime',
        'a1,2025-06-01T00:00:00.000Z,30,9,4.5,5,2.6,3,1978,151,CERAH,GOOD,SHIFT_1,Volvo,349E,9,28,false,3,,21,,,',
        '',
      ].join('\n'),
    );
    expect(report).toMatchObject({
      file: path.join(dataDir, TRAINING_FILE),
      sha256: createHash('sha256').update(text).digest('hex'),
      activities: { rowsRead: 1, rowsUsed: 1, rowsSetAside: 0, reasons: [] },
    });
  });

  it('accounts for every row: used, or set aside for a counted reason', async () => {
    const dataDir = await mineWith(
      { id: 'a1' },
      { id: 'a2', truckId: 'nobody' },
      { id: 'a3', truckId: 'no one' },
      { id: 'a4', status: 'CANCELLED' },
      { id: 'a5', excavatorId: '' },
      { id: 'a6', loadWeight: '-1' },
      { id: 'a1' },
    );
    const { activities } = await prepareTrainingData({ dataDir });
    expect(activities).toEqual({
      rowsRead: 7,
      rowsUsed: 1,
      rowsSetAside: 6,
      reasons: [
        { reason: 'truckId is not in trucks.csv', count: 2, example: 'a2' },
        { reason: 'excavatorId is empty', count: 1, example: 'a5' },
        { reason: 'id is that of an earlier row, which is the one used', count: 1, example: 'line 8' },
        { reason: 'loadWeight must be at least 0', count: 1, example: 'line 7' },
        { reason: 'status is CANCELLED: not driven to its end', count: 1, example: 'a4' },
      ],
    });
  });

  it('uses a trip whose driver is not known, and counts what is missing', async () => {
    const dataDir = await mineWith({ id: 'a1', operatorId: '' }, { id: 'a2', weatherCondition: '' });
    const { activities, missing } = await prepareTrainingData({ dataDir });
    expect(activities.rowsUsed).toBe(2);
    expect(missing).toContainEqual({ column: 'rating', count: 1 });
    expect(missing).toContainEqual({ column: 'weatherCondition', count: 1 });
    expect(missing).toContainEqual({ column: 'haulingDuration', count: 2 });
    expect(missing.map(({ column }) => column)).not.toContain('operator_experience_years');
  });

  it('tells how far it is, up to the whole', async () => {
    const dataDir = await mineWith({});
    const shares: number[] = [];
    await prepareTrainingData({ dataDir, onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([1]);
  });

  describe('refuses, and leaves the old file as it was,', () => {
    async function refusal(dataDir: string, signal?: AbortSignal): Promise<unknown> {
      await writeFile(path.join(dataDir, TRAINING_FILE), 'as it was');
      const error: unknown = await prepareTrainingData({ dataDir, ...(signal && { signal }) }).then(
        () => null,
        (caught: unknown) => caught,
      );
      expect(await readFile(path.join(dataDir, TRAINING_FILE), 'utf8')).toBe('as it was');
      expect((await readdir(dataDir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      return error;
    }

    it('a table without a required column', async () => {
      const dataDir = await mineWith({});
      await writeTable(dataDir, 'activities', 'id,truckId\na1,t1\n');
      expect(await refusal(dataDir)).toMatchObject({
        code: 'MISSING_COLUMN',
        message: expect.stringMatching(/^hauling_activities\.csv lacks the required columns excavatorId, /),
      });
    });

    it('an empty table', async () => {
      const dataDir = await mineWith({});
      await writeTable(dataDir, 'activities', '');
      expect(await refusal(dataDir)).toMatchObject({
        code: 'UNREADABLE',
        message: 'hauling_activities.csv cannot be read: it is empty; it needs at least a header row.',
      });
    });

    it('trips of which none can be used', async () => {
      const dataDir = await mineWith({ truckId: 'nobody' });
      expect(await refusal(dataDir)).toMatchObject({
        code: 'NO_USABLE_ROWS',
        message:
          'hauling_activities.csv has nothing to learn from: none of its 1 rows can be used, most often because ' +
          'truckId is not in trucks.csv (first: a1). Export it again, with the other tables of the same day.',
      });
    });

    it('to go on when it is called off', async () => {
      const reason = new Error('called off');
      expect(await refusal(await mineWith({}), AbortSignal.abort(reason))).toBe(reason);
    });
  });
});

describe('a training row of the sample mine', () => {
  it('through the serving path, from the mine’s snapshot, is the same vector', async () => {
    const dataDir = await temporaryFolder();
    for (const name of await readdir(SAMPLE_MINE))
      if (name.endsWith('.csv') && name !== TRAINING_FILE)
        await writeFile(path.join(dataDir, name), await readFile(path.join(SAMPLE_MINE, name)));
    await prepareTrainingData({ dataDir });
    const { rows } = await loadTable(dataDir, trainingRows);

    const store = new SnapshotStore({ dataDir, quarantineDir: null });
    const snapshot = await store.current();
    await store.close();
    const maintenance = new MaintenanceHistory(snapshot.maintenance);
    const rowById = new Map(rows.map((row) => [row.id, row]));
    let compared = 0;
    snapshot.activities.ids.forEach((id, index) => {
      const row = rowById.get(id);
      if (row === undefined) return;
      // As a simulator would: from the machines, the people, the road and the conditions of the moment.
      const trip = activityAt(snapshot.activities, index);
      const served = featuresOf({
        atMs: trip.createdAtMs,
        truck: snapshot.truckById.get(trip.truckId ?? '')!,
        excavator: snapshot.excavatorById.get(trip.excavatorId ?? '')!,
        operator: snapshot.operatorById.get(trip.operatorId ?? '') ?? null,
        road: snapshot.roadById.get(trip.roadSegmentId ?? '')!,
        lastMaintainedAtMs: maintenance.lastBefore(trip.truckId ?? '', trip.createdAtMs),
        distanceKm: trip.distanceKm,
        roadCondition: trip.roadCondition,
        weatherCondition: trip.weatherCondition,
        shift: trip.shift,
      });
      expect(served.numbers).toEqual(NUMERIC_FEATURES.map((name) => row[name] ?? NaN));
      expect(served.categories).toEqual(CATEGORICAL_FEATURES.map((name) => row[name]));
      compared += 1;
    });
    expect(compared).toBe(rows.length);
    expect(compared).toBeGreaterThan(0.95 * snapshot.activities.count);
  });
});
