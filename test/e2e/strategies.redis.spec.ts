import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { topThreeSchema, type ContractStrategy } from '@mining-ops/gateway/contract/present-strategies.js';
import { acceptedJobSchema } from '@mining-ops/gateway/jobs/job-representation.js';
import { strategyOptionSchema } from '@mining-ops/strategy/answer/strategy-answer.js';
import { serverSentEvents } from './support/server-sent-events.js';
import { longQuestion, smallQuestion } from './support/requests.js';
import { System, type Reply } from './support/system.js';

const ROUTE = '/get_top_3_strategies';

describe('POST /get_top_3_strategies', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.prepare({ SIMULATOR_THREADS: '2' });
    await Promise.all([system.start('gateway'), system.start('simulator')]);
  });

  afterAll(() => system.stop());

  it("answers the README's quick start as the README says", async () => {
    const readme = await readFile(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
    const body = /get_top_3_strategies[^]*?-d '([^']+)'/.exec(readme)?.[1];
    const shown = /<!-- answer -->[^]*?```json\n([^]*?)```/.exec(readme)?.[1];
    if (body === undefined || shown === undefined) throw new Error('the README has no quick start');
    const reply = await system.post(ROUTE, body);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('x-job-id')).toMatch(/^strategy-/);
    expect(Number(reply.headers.get('x-execution-time'))).toBeGreaterThan(0);
    const { DETAIL, ...card } = cardsOf(reply)[0]!;
    expect(card).toEqual(JSON.parse(shown));
    expect(DETAIL).toHaveProperty('profitIdr.halfWidth95');
  });

  it('gives three strategies, best first, with every key that clients read', async () => {
    const reply = await system.post(ROUTE, smallQuestion());
    const { top_3_strategies } = topThreeSchema.parse(reply.json());
    expect(top_3_strategies.map((entry) => Object.keys(entry))).toEqual([['OPSI_1'], ['OPSI_2'], ['OPSI_3']]);
    const cards = cardsOf(reply);
    expect(cards.map((card) => card.TYPE)).toEqual(['REKOMENDASI UTAMA', 'ALTERNATIF', 'ALTERNATIF']);
    for (const card of cards) {
      expect(card).toMatchObject({
        INSTRUKSI_FLAT: {
          JUMLAH_DUMP_TRUCK: expect.stringMatching(/^\d+ Unit$/),
          JUMLAH_EXCAVATOR: expect.stringMatching(/^\d+ Unit$/),
          ALAT_MUAT_TARGET: 'PIT-02 (Unit: Caterpillar 349E-001)',
          JALUR_ANGKUT: 'Road Segment 1 (2.68 km)',
        },
        KPI_PREDIKSI: {
          PROFIT: expect.stringMatching(/^-?[\d.,]+( Miliar| Juta)? IDR$/),
          PRODUKSI: expect.stringMatching(/^[\d,]+ Ton$/),
          ESTIMASI_DURASI: 'N/A',
          FUEL_RATIO: expect.stringMatching(/^\d+\.\d\d L\/Ton$/),
          IDLE_ANTRIAN: expect.stringMatching(/^\d+\.\d Jam$/),
        },
        ANALISIS_KAPAL: 'Tidak ada kapal.',
        SOP_KESELAMATAN: expect.stringContaining('SLIPPERY: '),
      });
    }
    const profits = cards.map((card) => strategyOptionSchema.parse(card.DETAIL).profitIdr.mean);
    expect(profits).toEqual([...profits].sort((a, b) => b - a));
  });

  it('takes lists of counts (form A) as well as ranges (form B)', async () => {
    const listed = await system.post(
      ROUTE,
      smallQuestion({ decision_variables: { alokasi_truk: [7], jumlah_excavator: [1, 2] } }),
    );
    const plans = cardsOf(listed).map((card) => card.INSTRUKSI_FLAT);
    expect(plans.map((plan) => plan.JUMLAH_DUMP_TRUCK)).toEqual(['7 Unit', '7 Unit']);
    expect(plans.map((plan) => plan.JUMLAH_EXCAVATOR).sort()).toEqual(['1 Unit', '2 Unit']);
  });

  it('takes a request with nothing in it, and nulls for whatever may be absent', async () => {
    const nulls = { target_road_id: null, target_excavator_id: null, totalProductionTarget: null };
    const [empty, nulled] = await Promise.all([
      system.post(ROUTE, {}),
      system.post(ROUTE, { fixed_conditions: nulls, decision_variables: null, financial_params: null }),
    ]);
    expect([empty.status, nulled.status]).toEqual([200, 200]);
  });

  it('warns about a weather that it does not know, and answers all the same', async () => {
    const strange = smallQuestion();
    const reply = await system.post(ROUTE, {
      ...strange,
      fixed_conditions: { ...(strange['fixed_conditions'] as object), weatherCondition: 'Badai Salju' },
    });
    expect(cardsOf(reply)[0]!.PERINGATAN[0]).toContain('weather "Badai Salju" is not one of');
  });

  it("answers the README's request in far less time than the second that it may take, once warm", async () => {
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1)
      times.push((await system.post(ROUTE, smallQuestion({ seed: i }))).durationMs);
    // The reference is one task of the same run: 800 shifts of each candidate are some thirty times the work.
    const long = await system.post(ROUTE, longQuestion());
    expect(long.status).toBe(200);
    expect(Math.min(...times)).toBeLessThan(long.durationMs / 2);
  });
});

describe('two simulator processes', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.prepare({ SIMULATOR_THREADS: '1', SIMULATOR_CONCURRENCY: '1' });
    await system.start('gateway');
  });

  afterEach(() => system.stop());

  it('share the jobs', async () => {
    const simulators = await Promise.all([system.start('simulator'), system.start('simulator')]);
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, seed) => system.post(ROUTE, smallQuestion({ seed, replications: 200 }))),
    );
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    for (const simulator of simulators) expect(simulator.output()).toContain('job done');
  }, 120_000);

  it("finish each other's work: one is killed in the middle of a job, and the client gets its answer", async () => {
    const victim = await system.start('simulator');
    const answer = system.post(ROUTE, longQuestion());
    await system.untilProgress('strategies', 10);
    victim.child.kill('SIGKILL');
    const heir = await system.start('simulator');
    const reply = await answer;
    expect(reply.status).toBe(200);
    expect(heir.output()).toContain('job taken over from a worker that died');
    expect(victim.output()).not.toContain('job done');
  }, 120_000);
});

describe('progress', () => {
  it("of one request is not held up by another's", async () => {
    const system = await System.prepare({ SIMULATOR_THREADS: '1', SIMULATOR_CONCURRENCY: '2' });
    try {
      await Promise.all([system.start('gateway'), system.start('simulator')]);
      const [long, short] = await Promise.all([
        enqueue(system, longQuestion()),
        enqueue(system, smallQuestion({ replications: 200 })),
      ]);
      const order: string[] = [];
      const follow = async (name: string, jobId: string): Promise<void> => {
        for await (const { type } of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`))
          order.push(`${name} ${type}`);
      };
      await Promise.all([follow('long', long), follow('short', short)]);
      const shortDone = order.indexOf('short completed');
      expect(shortDone).toBeLessThan(order.indexOf('long completed'));
      // Both moved while the other did.
      expect(order.slice(0, shortDone)).toContain('long progress');
      expect(order.slice(0, shortDone)).toContain('short progress');
      expect(order.slice(shortDone)).toContain('long progress');
    } finally {
      await system.stop();
    }
  }, 120_000);
});

/** The cards of an answer, best first. */
function cardsOf(reply: Reply): ContractStrategy[] {
  return topThreeSchema.parse(reply.json()).top_3_strategies.map((entry, i) => entry[`OPSI_${i + 1}`]!);
}

async function enqueue(system: System, question: unknown): Promise<string> {
  const reply: Reply = await system.post('/v1/strategies', question);
  expect(reply.status).toBe(202);
  return acceptedJobSchema.parse(reply.json()).jobId;
}
