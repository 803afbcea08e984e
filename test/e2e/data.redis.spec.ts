import { once } from 'node:events';
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addedSchema } from '@mining-ops/gateway/contract/contract-requests.js';
import { topThreeSchema } from '@mining-ops/gateway/contract/present-strategies.js';
import { problemSchema } from '@mining-ops/gateway/http/problem.js';
import { smallQuestion } from './support/requests.js';
import { System } from './support/system.js';

const ROUTE = '/get_top_3_strategies';

interface Page {
  readonly total: number;
  readonly next: string | null;
  readonly items: readonly Record<string, unknown>[];
}

describe("the mine's files", () => {
  let system: System;

  beforeEach(async () => {
    system = await System.prepare();
    await Promise.all([system.start('gateway'), system.start('simulator')]);
  });

  afterEach(() => system.stop());

  const file = (name: string): string => path.join(system.dataDir, name);
  const page = async (route: string): Promise<Page> => (await system.get(route)).json() as Page;

  it('take a vessel and its schedule, in their own columns, and the next simulation sees them', async () => {
    const vessels = await readFile(file('vessels.csv'), 'utf8');
    const added = await system.post('/add_vessel', { name: 'MV "Baru", Jaya', capacity: 12_000 });
    expect(added.status).toBe(200);
    const vessel = addedSchema.parse(added.json());
    expect(vessel.id).toMatch(/^ves-[0-9a-z]{8}$/);
    const now = await readFile(file('vessels.csv'), 'utf8');
    expect(now.startsWith(vessels.trimEnd())).toBe(true);
    expect(now).toContain(`"${vessel.id}"`);

    const schedule = addedSchema.parse(
      (
        await system.post('/add_schedule', {
          vesselId: vessel.id,
          loadingPort: 'Banjarmasin',
          destination: 'Paiton',
          etaLoading: '2026-11-25T00:00:00Z',
          etsLoading: '2026-11-26T00:00:00Z',
          plannedQuantity: 40_000,
          buyer: 'PLN',
        })
      ).json(),
    );
    expect(schedule.id).toMatch(/^sch-[0-9a-z]{8}$/);
    const question = smallQuestion();
    const reply = await system.post(ROUTE, {
      ...question,
      fixed_conditions: { ...(question['fixed_conditions'] as object), target_schedule_id: schedule.id },
    });
    const card = topThreeSchema.parse(reply.json()).top_3_strategies[0]!['OPSI_1']!;
    // 40,000 t in the two days that are left is out of reach: some 12,000 t a day are hauled.
    expect(card.ANALISIS_KAPAL).toMatch(
      /^Kapal: MV "Baru", Jaya \| Status: DELAY_RISK \| Estimasi Selesai: \d+\.\d Hari \| DENDA: .* IDR$/,
    );
    expect(card.KPI_PREDIKSI.ESTIMASI_DURASI).toMatch(/^\d+\.\d Hari$/);
  });

  it('lose nothing when many add at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        system.post('/add_vessel', { name: `MV ${i}`, capacity: 1_000 + i }),
      ),
    );
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    const { items } = await page('/v1/fleet/vessels?limit=500');
    for (let i = 0; i < 20; i += 1) expect(items.filter(({ name }) => name === `MV ${i}`)).toHaveLength(1);
  });

  it('are picked up when they change; broken ones are named, and the last good are served', async () => {
    const trucks = await readFile(file('trucks.csv'), 'utf8');
    const [header = '', first = ''] = trucks.split('\n');
    await writeFile(file('trucks.csv.new'), `${header}\n${first}\n`);
    await rename(file('trucks.csv.new'), file('trucks.csv'));
    expect((await page('/v1/fleet/trucks')).total).toBe(1);
    const tooMany = await system.post(ROUTE, smallQuestion({ decision_variables: { alokasi_truk: [2] } }));
    expect(problemSchema.parse(tooMany.json()).detail).toContain('the mine has 1');

    await writeFile(file('trucks.csv'), trucks.replace('"capacity"', '"payload"'));
    const health = await system.get('/health/ready');
    expect(health.json()).toMatchObject({
      checks: { data: { ok: true, detail: expect.stringContaining('stale') } },
    });
    expect(health.text).toMatch(/trucks\.csv.*capacity/);
    expect((await page('/v1/fleet/trucks')).total).toBe(1);

    await writeFile(file('trucks.csv'), trucks);
    expect((await page('/v1/fleet/trucks')).total).toBe(60);
    expect((await system.get('/health/ready')).text).not.toContain('stale');
  });

  it('with rows that cannot be used have these set aside with line, column and reason, and counted', async () => {
    await appendFile(file('road_segments.csv'), '"road-x","R","Bad Road",,,,-3,"GOOD",30,1,true,,,\n');
    const summary = (await system.get('/v1/fleet')).json() as {
      tables: { table: string; setAside: number }[];
    };
    expect(summary.tables.find(({ table }) => table === 'roads')?.setAside).toBe(1);
    const quarantine = await readFile(path.join(system.folder, 'logs/quarantine/road_segments.csv'), 'utf8');
    expect(quarantine).toMatch(/^road_segments\.csv,26,distance,distance must be more than 0,-3,/m);
  });

  it('are served in pages', async () => {
    const first = await page('/v1/fleet/activities?limit=2');
    expect(first.items).toHaveLength(2);
    const second = await page(first.next ?? '');
    expect(second.items[0]).not.toEqual(first.items[0]);
    const last = await page(`/v1/fleet/activities?limit=5&offset=${first.total - 1}`);
    expect([last.items.length, last.next]).toEqual([1, null]);
    expect((await system.get('/v1/fleet/nothing')).status).toBe(422);
  });
});

describe('a start without what it needs', () => {
  it('fails and names the missing column and its file', async () => {
    const system = await System.prepare();
    try {
      const roads = path.join(system.dataDir, 'road_segments.csv');
      await writeFile(roads, (await readFile(roads, 'utf8')).replace('"distance"', '"length"'));
      await expect(system.start('gateway')).rejects.toThrow(/road_segments\.csv.*distance/);
      const [gateway] = system.processes;
      if (gateway?.child.exitCode === null) await once(gateway.child, 'exit');
      expect(gateway?.child.exitCode).toBe(1);
    } finally {
      await system.stop();
    }
  });
});

describe('health and documents', () => {
  it("names what is missing: a worker's heartbeat", async () => {
    const system = await System.prepare();
    try {
      await system.start('gateway');
      expect((await system.get('/health/live')).status).toBe(200);
      const notReady = await system.get('/health/ready');
      expect(notReady.status).toBe(503);
      expect(notReady.json()).toMatchObject({
        status: 'not ready',
        checks: {
          redis: { ok: true },
          data: { ok: true },
          simulator: { ok: false },
          analyst: { ok: false },
          trainer: { ok: false },
        },
      });
      await Promise.all([system.start('simulator'), system.start('analyst')]);
      expect((await system.get('/health/ready')).status).toBe(503);
      await system.start('trainer');
      expect((await system.get('/health/ready')).status).toBe(200);
    } finally {
      await system.stop();
    }
  });

  it('serves OpenAPI 3.1 from the schemas that validate, with examples', async () => {
    const system = await System.prepare();
    try {
      await system.start('gateway');
      expect((await system.get('/')).json()).toEqual({ status: 'online', service: 'mining-ops' });
      expect((await system.get('/docs')).text).toContain('swagger-ui');
      const document = (await system.get('/docs/openapi.json')).json() as {
        openapi: string;
        paths: Record<string, unknown>;
        components: { schemas: Record<string, unknown> };
      };
      expect(document.openapi).toBe('3.1.0');
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining([
          '/get_top_3_strategies',
          '/ask_chatbot',
          '/add_vessel',
          '/add_schedule',
          '/v1/strategies',
          '/v1/jobs/{id}',
          '/v1/jobs/{id}/events',
          '/v1/fleet/{table}',
          '/health/ready',
        ]),
      );
      expect(document.components.schemas['StrategyRequest']).toMatchObject({
        properties: { decision_variables: expect.anything(), seed: expect.anything() },
        example: { fixed_conditions: { weatherCondition: 'Hujan Ringan' } },
      });
    } finally {
      await system.stop();
    }
  });
});
