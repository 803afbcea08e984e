import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadTable } from './load-table.js';
import { csvOf, tableCsv } from './testing/small-mine.js';
import { temporaryFolders } from './testing/temporary-folder.js';
import { sailingSchedules } from './tables/sailing-schedules.js';
import { vessels } from './tables/vessels.js';
import { addSchedule, addVessel } from './vessels-and-schedules.js';

const newFolder = temporaryFolders();
const now = (): number => Date.UTC(2025, 5, 1);

describe('a new vessel', () => {
  it('is in the table when its id is returned, with all that it was given', async () => {
    const dataDir = await newFolder();
    await writeFile(
      path.join(dataDir, 'vessels.csv'),
      tableCsv('vessels', { status: 'SAILING', isActive: 'true' }),
    );
    const vessel = { name: '=1+1,\n"MV"', type: 'Bulk Carrier', capacityT: 12_000.5 };
    const id = await addVessel(dataDir, vessel, { now, newId: () => '00c0ffee' });
    expect(id).toBe('ves-00c0ffee');
    const { rows } = await loadTable(dataDir, vessels);
    expect(rows[1]).toMatchObject({
      id,
      name: vessel.name,
      vesselType: 'Bulk Carrier',
      capacityT: 12_000.5,
      status: 'AVAILABLE',
      isActive: true,
    });
  });

  it('fills the older column "type" where the file has that one', async () => {
    const dataDir = await newFolder();
    await writeFile(
      path.join(dataDir, 'vessels.csv'),
      csvOf([{ id: 'v1', name: 'One', type: 'X', capacity: '1' }]),
    );
    await addVessel(dataDir, { name: 'Two', type: 'Barge', capacityT: 2 });
    expect((await loadTable(dataDir, vessels)).rows[1]).toMatchObject({ name: 'Two', vesselType: 'Barge' });
  });

  it('has an id of eight characters of its own', async () => {
    const dataDir = await newFolder();
    const vessel = { name: 'Two', type: 'Barge', capacityT: 2 };
    const ids = [await addVessel(dataDir, vessel), await addVessel(dataDir, vessel)];
    expect(ids).toEqual([
      expect.stringMatching(/^ves-[0-9a-f]{8}$/),
      expect.stringMatching(/^ves-[0-9a-f]{8}$/),
    ]);
    expect(new Set(ids).size).toBe(2);
  });
});

it('a new schedule is in the table when its id is returned, with all that it was given', async () => {
  const dataDir = await newFolder();
  const schedule = {
    vesselId: 'v1',
    loadingPort: 'Sangatta',
    destination: 'Paiton',
    etaLoadingMs: Date.UTC(2025, 6, 1, 5),
    etsLoadingMs: Date.UTC(2025, 6, 3, 7, 30),
    plannedQuantityT: 15_000,
    buyer: 'PLN',
  };
  const id = await addSchedule(dataDir, schedule, { now, newId: () => '0000beef' });
  expect(id).toBe('sch-0000beef');
  expect((await loadTable(dataDir, sailingSchedules)).rows).toMatchObject([
    {
      ...schedule,
      id,
      scheduleNumber: 'SCH-0000BEEF',
      status: 'SCHEDULED',
      actualQuantityT: 0,
      createdAtMs: now(),
      updatedAtMs: now(),
    },
  ]);
});
