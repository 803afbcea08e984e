import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FleetDataError } from './fleet-data-error.js';
import { loadTable } from './load-table.js';
import { csvOf, tableCsv, usableRow } from './testing/small-mine.js';
import { temporaryFolders } from './testing/temporary-folder.js';
import { roadSegments } from './tables/road-segments.js';
import { trucks } from './tables/trucks.js';
import { vessels } from './tables/vessels.js';
import { weatherLogs } from './tables/weather-logs.js';

const newFolder = temporaryFolders();

async function folderWith(file: string, text: string | Buffer): Promise<string> {
  const folder = await newFolder();
  await writeFile(path.join(folder, file), text);
  return folder;
}

const loadTrucks = async (text: string | Buffer): ReturnType<typeof loadTable<{ id: string }>> =>
  loadTable(await folderWith('trucks.csv', text), trucks);

const failureOf = async (loading: Promise<unknown>): Promise<FleetDataError> => {
  const error: unknown = await loading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof FleetDataError) return error;
  throw new Error(`expected a FleetDataError, got ${String(error)}`);
};

describe('a table', () => {
  it('is read by column name: any order, columns left out, columns added, BOM, CRLF', async () => {
    const text =
      '\uFEFFpurchaseDate,extra,status,"capacity",brand,id\r\n' +
      '2020-01-01,"x, ""y""\r\nz",Idle,30,Volvo,t1\r\n';
    const { rows, report } = await loadTrucks(text);
    expect(rows).toMatchObject([
      {
        id: 't1',
        brand: 'Volvo',
        capacityT: 30,
        status: 'IDLE',
        purchasedAtMs: Date.UTC(2020, 0, 1),
        name: null,
      },
    ]);
    expect(report).toMatchObject({ rowsRead: 1, rowsUsed: 1, setAsideCount: 0, warningCount: 0 });
  });

  it('has rows that cannot be changed', async () => {
    const { rows } = await loadTrucks(tableCsv('trucks'));
    expect(Object.isFrozen(rows) && Object.isFrozen(rows[0])).toBe(true);
  });

  it('reports the hash of its bytes and when it was changed', async () => {
    const text = tableCsv('trucks');
    const folder = await folderWith('trucks.csv', text);
    const { report } = await loadTable(folder, trucks);
    expect(report.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(report.modifiedAtMs).toBe((await stat(path.join(folder, 'trucks.csv'))).mtimeMs);
  });

  it('of vessels takes the older column "type" for vesselType', async () => {
    const { vesselType: type, ...others } = usableRow.vessels;
    const folder = await folderWith('vessels.csv', csvOf([{ ...others, type: type ?? '' }]));
    expect((await loadTable(folder, vessels)).rows).toMatchObject([{ vesselType: 'Bulk Carrier' }]);
  });
});

describe('a row that cannot be used', () => {
  it('is set aside with file, physical line, column, reason and its cells; the others are used', async () => {
    const text = tableCsv('trucks', { remarks: 'two\nlines' }, { id: 't2', capacity: '-5' }, { id: 't3' });
    const { rows, report } = await loadTrucks(text);
    expect(rows.map((row) => row.id)).toEqual(['t1', 't3']);
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 2, setAsideCount: 1 });
    expect(report.setAside).toEqual([
      {
        file: 'trucks.csv',
        line: 4,
        column: 'capacity',
        reason: 'capacity must be more than 0',
        value: '-5',
        row: { ...usableRow.trucks, id: 't2', capacity: '-5', remarks: '' },
      },
    ]);
  });

  it('names all its faults', async () => {
    const { report } = await loadTrucks(tableCsv('trucks', { capacity: '', brand: '' }));
    expect(report.setAside[0]?.reason).toBe('brand is empty; capacity is empty');
  });

  it('is the later one of two with the same id', async () => {
    const { rows, report } = await loadTrucks(
      tableCsv('trucks', { brand: 'First' }, { id: ' t1 ', brand: 'Second' }),
    );
    expect(rows).toMatchObject([{ brand: 'First' }]);
    expect(report.setAside).toMatchObject([{ line: 3, column: 'id', value: 't1' }]);
  });

  it('is not the later one where the earlier with its id was set aside itself', async () => {
    const { rows } = await loadTrucks(tableCsv('trucks', { capacity: '0' }, { brand: 'Second' }));
    expect(rows).toMatchObject([{ brand: 'Second' }]);
  });

  it('is a ragged one or one with a broken quote', async () => {
    const { rows, report } = await loadTrucks(tableCsv('trucks') + 't2,Volvo\n"t3,Volvo,30,IDLE,\n');
    expect(rows).toHaveLength(1);
    expect(report.setAside).toMatchObject([
      { line: 3, column: null, reason: 'the row has 2 cells where the header has 5', value: 't2,Volvo' },
      { line: 4, column: null, reason: 'the row has a quote that is never closed' },
    ]);
  });
});

it('a malformed optional cell is a warning with file, line, column and reason', async () => {
  const { rows, report } = await loadTrucks(
    tableCsv('trucks', {}, { id: 't2', totalHours: 'x'.repeat(999) }),
  );
  expect(rows).toMatchObject([{}, { id: 't2', totalHours: null }]);
  expect(report.warningCount).toBe(1);
  expect(report.warnings).toEqual([
    {
      file: 'trucks.csv',
      line: 3,
      column: 'totalHours',
      reason: 'totalHours is not a number; it counts as unknown',
      value: `${'x'.repeat(200)}…`,
    },
  ]);
});

describe('a table that cannot be read', () => {
  it('is one whose file is missing', async () => {
    const error = await failureOf(loadTable(await newFolder(), trucks));
    expect(error).toMatchObject({ code: 'MISSING_FILE', file: 'trucks.csv' });
    expect(error.message).toContain('put the export there');
  });

  it('is one without a required column, and all those are named', async () => {
    const error = await failureOf(loadTrucks('id,brand,status\nt1,Volvo,IDLE\n'));
    expect(error).toMatchObject({
      code: 'MISSING_COLUMN',
      file: 'trucks.csv',
      columns: ['capacity', 'purchaseDate'],
    });
    expect(error.message).toContain('trucks.csv lacks the required columns capacity, purchaseDate.');
  });

  it('is one separated by semicolons, which the message says', async () => {
    const error = await failureOf(loadTrucks('id;brand;capacity;status;purchaseDate\n'));
    expect(error.message).toContain('export it separated by commas');
  });

  it.each([
    ['an empty one', '', 'it is empty'],
    ['one without a single column name', ',,,\n', 'its header row names no columns'],
    [
      'one that names a column twice',
      'id,brand,capacity,status,purchaseDate,status\n',
      'has the column status twice',
    ],
    [
      'one whose header has an open quote',
      'id,"brand\nt1,x\n',
      'its header (line 1) has a quote that is never closed',
    ],
    ['one in UTF-16', Buffer.from('id,brand\n', 'utf16le'), 'save it as "CSV UTF-8"'],
  ])('is %s', async (_, content, reason) => {
    const error = await failureOf(loadTrucks(content));
    expect(error).toMatchObject({ code: 'UNREADABLE', file: 'trucks.csv' });
    expect(error.message).toContain(reason);
  });

  it('is a folder of that name', async () => {
    const folder = await newFolder();
    await mkdir(path.join(folder, 'road_segments.csv'));
    expect(await failureOf(loadTable(folder, roadSegments))).toMatchObject({ code: 'UNREADABLE' });
  });

  it('is not an optional one that is missing: it has no rows', async () => {
    const { rows, report } = await loadTable(await newFolder(), weatherLogs);
    expect(rows).toEqual([]);
    expect(report).toMatchObject({ rowsRead: 0, sha256: null, modifiedAtMs: null });
  });
});

it('a header without rows is a table without rows', async () => {
  const { rows } = await loadTrucks('id,brand,capacity,status,purchaseDate');
  expect(rows).toEqual([]);
});
