import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { haulingActivities, type HaulingActivity } from '../tables/hauling-activities.js';
import { csvOf, usableRow } from '../testing/small-mine.js';
import { temporaryFolders } from '../testing/temporary-folder.js';
import { takeOverUpload, type TableUpload, type UploadOutcome } from './take-over-upload.js';

const newFolder = temporaryFolders();
const FILE = 'hauling_activities.csv';
const NOW = Date.parse('2026-11-24T06:00:00.250Z');
let dataDir: string;
beforeEach(async () => {
  dataDir = path.join(await newFolder(), 'data');
  await mkdir(dataDir);
  await writeFile(path.join(dataDir, FILE), OLD);
});

const trips = (...changes: Readonly<Record<string, string>>[]): string =>
  csvOf(changes.map((change) => ({ ...usableRow.activities, ...change })));
const OLD = trips({ id: 'old-1' }, { id: 'old-2' });

const streamOf = (content: string | Buffer, pieceBytes = 7): Readable => {
  const bytes = Buffer.from(content);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  return Readable.from(pieces, { objectMode: false });
};

const upload = (
  content: string | Buffer | Readable,
  changes: Partial<TableUpload<HaulingActivity>> & { readonly maxBytes?: number } = {},
): Promise<UploadOutcome> =>
  takeOverUpload({
    dataDir,
    definition: haulingActivities,
    mode: 'replace',
    problemOf: ({ truckId }) => (truckId === 'gone' ? 'truckId is not in trucks.csv' : null),
    unusableLimit: 0.3,
    now: () => NOW,
    source: {
      bytes: content instanceof Readable ? content : streamOf(content),
      announcedBytes: null,
      maxBytes: changes.maxBytes ?? 1_000_000,
    },
    ...changes,
  });

const content = (file = FILE): Promise<string> => readFile(path.join(dataDir, file), 'utf8');

describe('an upload', () => {
  const fresh = trips({ id: 'n1' }, { id: 'n2' }, { id: 'n3' }, { id: 'n4', truckId: 'gone' });

  it.each([
    ['as it is', fresh],
    ['as gzip', gzipSync(fresh)],
  ])('%s takes the place of the file, which is kept', async (_what, sent) => {
    expect(await upload(sent)).toEqual({
      file: FILE,
      rowsRead: 4,
      rowsUsed: 3,
      rowsUnusable: 1,
      rowsAdded: 4,
      rowsKnown: 0,
      reasons: [{ reason: 'truckId is not in trucks.csv', rows: 1, line: null }],
      previous: path.join('previous', 'hauling_activities.20261124T060000250Z.csv'),
    });
    expect(await content()).toBe(fresh);
    expect(await content('previous/hauling_activities.20261124T060000250Z.csv')).toBe(OLD);
    expect((await readdir(dataDir)).sort()).toEqual([FILE, 'previous']);
  });

  it('is appended behind what is there, byte by byte, without the rows that are there already', async () => {
    const reordered = csvOf([
      { extra: 'dropped', ...usableRow.activities, id: 'old-2', loadWeight: '1' },
      { extra: 'dropped', ...usableRow.activities, id: 'new', loadWeight: '25.5' },
    ]);
    expect(await upload(reordered, { mode: 'append' })).toMatchObject({ rowsAdded: 1, rowsKnown: 1 });
    expect(await content()).toBe(`${OLD}${trips({ id: 'new', loadWeight: '25.5' }).split('\n')[1] ?? ''}\n`);
  });

  it('sent twice to be appended is in the file once', async () => {
    await upload(fresh, { mode: 'append' });
    const once = await content();
    expect(await upload(fresh, { mode: 'append' })).toMatchObject({ rowsAdded: 0, rowsKnown: 4 });
    expect(await content()).toBe(once);
  });

  it('becomes the file where there was none', async () => {
    dataDir = path.join(dataDir, 'empty');
    await mkdir(dataDir);
    expect(await upload(fresh, { mode: 'append' })).toMatchObject({ rowsAdded: 4, previous: null });
    expect(await content()).toBe(fresh);
  });

  it('leaves ten of the files that it replaced', async () => {
    for (let hour = 0; hour < 12; hour += 1) await upload(fresh, { now: () => NOW + hour * 3_600_000 });
    const kept = (await readdir(path.join(dataDir, 'previous'))).sort();
    expect(kept).toHaveLength(10);
    expect(kept[0]).toBe('hauling_activities.20261124T080000250Z.csv');
  });
});

describe('an upload is refused, and nothing is changed, where it', () => {
  const many = trips(...Array.from({ length: 20 }, (_, i) => ({ id: `n${i}` })));
  const dirty = trips(
    ...Array.from({ length: 10 }, (_, i) => ({ id: `n${i}`, ...(i < 3 ? { loadWeight: 'heavy' } : {}) })),
  );
  const unwilling = (): Readable =>
    Readable.from(
      (function* () {
        yield Buffer.from(many.slice(0, 300));
        throw new Error('aborted');
      })(),
      { objectMode: false },
    );

  it.each([
    ['is empty', () => '', 'EMPTY', /is empty; it needs a header and rows/],
    ['has a header only', () => `${OLD.split('\n')[0] ?? ''}\n`, 'EMPTY', /a header and no rows/],
    ['is a page of HTML', () => '<html>\n<body>Not found</body>\n</html>\n', 'NOT_CSV', /not a CSV file of/],
    [
      'is a ZIP file',
      () => Buffer.from('504b0304140000000800', 'hex'),
      'NOT_CSV',
      /is not CSV: .* not UTF-8 text/,
    ],
    ['is JSON', () => '{"id": 1}\n', 'NOT_CSV', /not a CSV file of/],
    [
      'lacks a required column',
      () => many.replace('fuelConsumed', 'fuel'),
      'MISSING_COLUMN',
      /^the file lacks the required column fuelConsumed/,
    ],
    [
      'has 30% unusable rows',
      () => dirty,
      'TOO_MANY_UNUSABLE',
      /^3 of 10 rows \(30%\) cannot be used, most often because loadWeight .* \(3 rows\); fewer than 30%/,
    ],
    ['was cut off in a row', () => many.slice(0, -60), 'CUT_OFF', /its last row is incomplete/],
    ['is a gzip that was cut off', () => gzipSync(many).subarray(0, -20), 'CUT_OFF', /before its end mark/],
    ['is a damaged gzip', () => damaged(gzipSync(many)), 'CUT_OFF', /gzip/],
    ['ends with its connection', unwilling, 'CUT_OFF', /the connection ended before the file did/],
  ])('%s', async (_what, sent, fault, message) => {
    const refused = upload(sent());
    await expect(refused).rejects.toMatchObject({ name: 'UploadRefusedError', fault });
    await expect(refused).rejects.toThrow(message);
    expect(await content()).toBe(OLD);
    expect(await readdir(dataDir)).toEqual([FILE]);
  });

  it.each([
    ['as announced', { announcedBytes: 5_000 }],
    ['as it comes', { announcedBytes: null }],
  ])('is too large, %s', async (_what, { announcedBytes }) => {
    const source = { bytes: streamOf(many), announcedBytes, maxBytes: 1_000 };
    await expect(upload('', { source })).rejects.toMatchObject({ fault: 'TOO_LARGE' });
    expect(await readdir(dataDir)).toEqual([FILE]);
  });

  it('is too large when unpacked', async () => {
    const sent = gzipSync(many);
    expect(sent.length).toBeLessThan(1_000);
    await expect(upload(sent, { maxBytes: 1_000 })).rejects.toMatchObject({ fault: 'TOO_LARGE' });
    expect(await content()).toBe(OLD);
  });
});

/** A gzip whose packed content was changed. */
function damaged(packed: Buffer): Buffer {
  const bytes = Buffer.from(packed);
  const middle = bytes.length >> 1;
  bytes.fill(0xff, middle, middle + 8);
  return bytes;
}
