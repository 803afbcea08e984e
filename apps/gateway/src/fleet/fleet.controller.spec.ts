import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { tableKeys } from '@mining-ops/fleet-data/tables/registry.js';
import {
  csvOf,
  tableCsv,
  writeMine,
  writeTable,
  usableRow,
} from '@mining-ops/fleet-data/testing/small-mine.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import { problemSchema } from '../http/problem.js';
import { noQueue } from '../testing/no-queue.js';
import { TestGateway } from '../testing/test-gateway.js';

interface Page {
  readonly table: string;
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly next: string | null;
  readonly items: readonly { readonly id: string }[];
}

const numbered = (length: number): { id: string }[] => Array.from({ length }, (_, i) => ({ id: `id-${i}` }));

describe("views of the mine's tables", () => {
  const temporaryFolder = temporaryFolders();
  let dataDir: string;
  let store: SnapshotStore;
  let gateway: TestGateway;

  beforeEach(async () => {
    dataDir = await temporaryFolder();
    await writeMine(dataDir, {
      trucks: tableCsv('trucks', ...numbered(7)),
      activities: tableCsv('activities', ...numbered(120)),
      roads: csvOf([usableRow.roads, { ...usableRow.roads, id: 'r2', distance: '-3' }]),
    });
    store = new SnapshotStore({ dataDir, quarantineDir: null, wait: () => Promise.resolve() });
    gateway = await TestGateway.of({ config: loadConfig({}), jobs: noQueue(), store });
  });
  afterEach(async () => {
    await gateway.stop();
    await store.close();
  });

  const page = async (route: string): Promise<Page> => {
    const answer = await gateway.send(route);
    expect(answer.status).toBe(200);
    return answer.json() as Page;
  };
  const idsOf = ({ items }: Page): string[] => items.map(({ id }) => id);

  it('list every table, with what was read and set aside, and where it is', async () => {
    const summary = (await gateway.send('/v1/fleet')).json() as {
      tables: { table: string; url: string }[];
    };
    expect(summary).toMatchObject({
      fingerprint: (await store.current()).fingerprint,
      state: 'ok',
      problem: null,
      warnings: expect.any(Array),
    });
    expect(summary.tables.map(({ table }) => table)).toEqual(tableKeys);
    expect(summary.tables.find(({ table }) => table === 'roads')).toEqual({
      table: 'roads',
      file: 'road_segments.csv',
      rowsRead: 2,
      rowsUsed: 1,
      setAside: 1,
      warnings: 0,
      url: '/v1/fleet/roads',
    });
    for (const { table, url } of summary.tables) expect((await page(url)).table).toBe(table);
  });

  it('say that the files are broken, and go on with the last good ones', async () => {
    await store.current();
    await writeTable(dataDir, 'trucks', 'no,such,columns\n1,2,3\n');
    expect((await gateway.send('/v1/fleet')).json()).toMatchObject({
      state: 'stale',
      problem: { code: 'MISSING_COLUMN', file: 'trucks.csv' },
    });
    expect((await page('/v1/fleet/trucks')).total).toBe(7);
  });

  it('begin at the first row, 50 at a time', async () => {
    const first = await page('/v1/fleet/activities');
    expect(first).toMatchObject({
      table: 'activities',
      total: 120,
      limit: 50,
      offset: 0,
      next: '/v1/fleet/activities?limit=50&offset=50',
    });
    expect(idsOf(first)).toEqual(numbered(50).map(({ id }) => id));
  });

  it.each([
    ['trucks', 7, 1],
    ['trucks', 7, 3],
    ['trucks', 7, 7],
    ['trucks', 7, 8],
    ['activities', 120, 40],
    ['activities', 120, 50],
  ])('give each row of %s (%i) once, in the order of the file, %i at a time', async (table, total, limit) => {
    const ids: string[] = [];
    let pages = 0;
    for (let next: string | null = `/v1/fleet/${table}?limit=${limit}`; next !== null; pages += 1) {
      const part = await page(next);
      expect(part).toMatchObject({ total, limit, offset: ids.length });
      ids.push(...idsOf(part));
      next = part.next;
    }
    expect(ids).toEqual(numbered(total).map(({ id }) => id));
    expect(pages).toBe(Math.ceil(total / limit));
  });

  it('are empty beyond the last row', async () => {
    expect(await page('/v1/fleet/trucks?offset=7')).toMatchObject({ total: 7, items: [], next: null });
    expect(await page(`/v1/fleet/trucks?offset=${Number.MAX_SAFE_INTEGER}`)).toMatchObject({ items: [] });
  });

  it('have units in their names, and null for what is unknown', async () => {
    const [activity] = (await page('/v1/fleet/activities?limit=1')).items;
    expect(activity).toMatchObject({ id: 'id-0', loadWeightT: 28, distanceKm: 2.6, queueMin: null });
    expect((await page('/v1/fleet/trucks?limit=1')).items[0]).toMatchObject({ id: 'id-0', capacityT: 30 });
  });

  it.each([
    ['trucks?limit=0', 'limit must be at least 1, is 0'],
    ['trucks?limit=501', 'limit must be at most 500, is 501'],
    ['trucks?limit=2.5', 'limit must be a whole number, is 2.5'],
    ['trucks?limit=abc', 'limit must be a number, is "abc"'],
    ['trucks?limit=', 'limit must be a number, is ""'],
    ['trucks?limit=1&limit=2', 'limit must be a number, is a list of 2'],
    ['trucks?offset=-1', 'offset must be at least 0, is -1'],
    ['ships', 'table must be one of trucks, excavators, operators, roads, maintenance, activities,'],
  ])('%s is refused: %s', async (route, detail) => {
    const answer = await gateway.send(`/v1/fleet/${route}`);
    expect(answer.status).toBe(422);
    expect(problemSchema.parse(answer.json()).detail).toContain(detail);
  });

  it('are a 503 that names the file where there has been no good snapshot yet', async () => {
    const empty = new SnapshotStore({ dataDir: await temporaryFolder(), quarantineDir: null });
    const other = await TestGateway.of({ config: loadConfig({}), jobs: noQueue(), store: empty });
    try {
      const answer = await other.send('/v1/fleet/trucks');
      expect(answer.status).toBe(503);
      const { code, detail } = problemSchema.parse(answer.json());
      expect([code, detail]).toEqual(['DATA_MISSING_FILE', expect.stringContaining('trucks.csv')]);
    } finally {
      await other.stop();
      await empty.close();
    }
  });
});
