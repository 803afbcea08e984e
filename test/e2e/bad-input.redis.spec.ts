import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { problemSchema } from '@mining-ops/gateway/http/problem.js';
import { Redis } from 'ioredis';
import { smallQuestion } from './support/requests.js';
import { System, type Reply } from './support/system.js';

const ROUTE = '/get_top_3_strategies';
const fixed = (conditions: Readonly<Record<string, unknown>>): unknown => ({ fixed_conditions: conditions });
const decision = (variables: Readonly<Record<string, unknown>>): unknown => ({
  decision_variables: variables,
});

/** What is sent, the status, and words that its detail must have: the field, the value, the remedy. */
const BAD_STRATEGY_REQUESTS: readonly [
  what: string,
  body: unknown,
  status: number,
  words: readonly string[],
][] = [
  ['not JSON', '{"seed": ', 400, ['the body is not JSON']],
  ['an empty body', '', 400, ['the body is empty']],
  ['a list', '[]', 422, ['must be an object, is a list of 0']],
  [
    'a text where an object belongs',
    { fixed_conditions: 'x' },
    422,
    ['fixed_conditions must be an object, is "x"'],
  ],
  [
    'a text where a number belongs',
    decision({ min_trucks: 'lima' }),
    422,
    ['decision_variables.min_trucks must be a number, is "lima"'],
  ],
  [
    'a broken number of trucks',
    decision({ max_trucks: 7.5 }),
    422,
    ['decision_variables.max_trucks must be a whole number, is 7.5'],
  ],
  [
    'an unknown road',
    fixed({ target_road_id: 'road-9' }),
    404,
    ['fixed_conditions.target_road_id "road-9" is not in road_segments.csv'],
  ],
  [
    'an unknown excavator',
    fixed({ target_excavator_id: 'exc-9' }),
    404,
    ['fixed_conditions.target_excavator_id "exc-9" is not in excavators.csv'],
  ],
  [
    'an unknown schedule',
    fixed({ target_schedule_id: 'sch-9' }),
    404,
    ['fixed_conditions.target_schedule_id "sch-9" is not in sailing_schedules.csv'],
  ],
  [
    'an unknown site',
    fixed({ miningSiteId: 'site-9' }),
    404,
    ['fixed_conditions.miningSiteId "site-9" is not in road_segments.csv'],
  ],
  [
    'both forms',
    decision({ alokasi_truk: [5], jumlah_excavator: [1], min_trucks: 3 }),
    400,
    ['decision_variables has both forms', 'send either'],
  ],
  [
    'an empty list',
    decision({ alokasi_truk: [], jumlah_excavator: [1] }),
    422,
    ['decision_variables.alokasi_truk must have at least 1 entry'],
  ],
  [
    'zero trucks',
    decision({ alokasi_truk: [0], jumlah_excavator: [1] }),
    422,
    ['decision_variables.alokasi_truk.0 must be at least 1, is 0'],
  ],
  [
    'a negative count',
    decision({ min_excavators: -2 }),
    422,
    ['decision_variables.min_excavators must be at least 1, is -2'],
  ],
  [
    'a range that ends before it begins',
    decision({ min_trucks: 9, max_trucks: 3 }),
    400,
    ['decision_variables.min_trucks is 9, more than max_trucks (3)'],
  ],
  [
    '10^9 trucks',
    decision({ max_trucks: 1e9 }),
    422,
    ['decision_variables.max_trucks asks for 1000000000 trucks', 'the mine has 60'],
  ],
  [
    'more trucks than the mine has',
    decision({ alokasi_truk: [61] }),
    422,
    ['decision_variables.alokasi_truk asks for 61 trucks', 'the mine has 60', '52 can work'],
  ],
  [
    'more excavators than the mine has',
    decision({ max_excavators: 13 }),
    422,
    ['decision_variables.max_excavators asks for 13', 'the mine has 12'],
  ],
  ['a body of 5 MB', JSON.stringify({ note: 'x'.repeat(5e6) }), 413, ['larger than 2 MB']],
  [
    'a date that is none',
    fixed({ simulation_start_date: '2026-02-30' }),
    400,
    ['fixed_conditions.simulation_start_date "2026-02-30" is not a date', 'ISO 8601'],
  ],
  ['NaN', '{"fixed_conditions": {"totalProductionTarget": NaN}}', 400, ['the body is not JSON']],
  ['Infinity', '{"fixed_conditions": {"totalProductionTarget": Infinity}}', 400, ['the body is not JSON']],
  [
    'a number beyond all numbers',
    '{"fixed_conditions": {"totalProductionTarget": 1e999}}',
    422,
    ['fixed_conditions.totalProductionTarget must be a number, is Infinity'],
  ],
  [
    'a string of 10^6 characters',
    fixed({ weatherCondition: 'x'.repeat(1e6) }),
    422,
    ['fixed_conditions.weatherCondition must have at most 100 characters, is a text of 1000000 characters'],
  ],
  [
    'a shift that there is not',
    fixed({ shift: 'SHIFT_4' }),
    422,
    ['fixed_conditions.shift must be SHIFT_1, SHIFT_2 or SHIFT_3, is "SHIFT_4"'],
  ],
  [
    'a negative price',
    { financial_params: { HargaSolar: -1 } },
    422,
    ['financial_params.HargaSolar must be at least 0, is -1'],
  ],
];

const schedule = { vesselId: 'nope', loadingPort: 'A', destination: 'B', plannedQuantity: 1, buyer: 'C' };
const BAD_OTHER_REQUESTS: readonly [
  what: string,
  route: string,
  body: unknown,
  status: number,
  words: string,
][] = [
  [
    'a question without words',
    '/ask_chatbot',
    { pertanyaan_user: '  ' },
    422,
    'pertanyaan_user must have at least 1 character,',
  ],
  ['no question', '/ask_chatbot', {}, 422, 'pertanyaan_user is missing; it must be a string'],
  [
    'a vessel without capacity',
    '/add_vessel',
    { name: 'MV X' },
    422,
    'capacity is missing; it must be a number',
  ],
  [
    'a vessel that carries nothing',
    '/add_vessel',
    { name: 'MV X', capacity: 0 },
    422,
    'capacity must be more than 0, is 0',
  ],
  [
    'an unknown vessel',
    '/add_schedule',
    { ...schedule, etaLoading: '2026-12-01', etsLoading: '2026-12-02' },
    404,
    'vesselId "nope" is not in vessels.csv',
  ],
  [
    'a date that is none',
    '/add_schedule',
    { ...schedule, etaLoading: 'soon', etsLoading: '2026-12-02' },
    400,
    'etaLoading "soon" is not a date',
  ],
  [
    'ETS before ETA',
    '/add_schedule',
    { ...schedule, etaLoading: '2026-12-03', etsLoading: '2026-12-02' },
    400,
    'etsLoading is before etaLoading',
  ],
];

describe('bad input', () => {
  let system: System;
  let redis: Redis;
  const durationsMs: number[] = [];

  beforeAll(async () => {
    system = await System.prepare();
    await Promise.all([system.start('gateway'), system.start('simulator')]);
    redis = new Redis(system.redisUrl);
  });

  afterAll(async () => {
    redis.disconnect();
    await system.stop();
  });

  /** The queues and the data folder, digested. */
  async function systemState(): Promise<string> {
    const keys = (await redis.keys(`${system.queuePrefix}:*`)).filter(
      (key) => !/heartbeats|:marker$|stalled/.test(key),
    );
    const files = (await readdir(system.dataDir)).sort();
    const hash = createHash('sha256').update(keys.sort().join('\n'));
    for (const file of files) hash.update(file).update(await readFile(path.join(system.dataDir, file)));
    return hash.digest('hex');
  }

  function expectRefused(reply: Reply, status: number, words: readonly string[]): void {
    durationsMs.push(reply.durationMs);
    expect(reply.status).toBe(status);
    const problem = problemSchema.parse(reply.json());
    for (const word of words) expect(problem.detail).toContain(word);
    expect(problem.request_id).toBe(reply.headers.get('x-request-id'));
    expect(problem.code).toMatch(/^[A-Z_0-9]+$/);
    const { field } = problem;
    if (field !== null) expect(problem.detail).toContain(field);
  }

  it.each(BAD_STRATEGY_REQUESTS)(
    '%s is refused by name and leaves everything as it was',
    async (_what, body, status, words) => {
      const before = await systemState();
      expectRefused(await system.post(ROUTE, body), status, words);
      expectRefused(await system.post('/v1/strategies', body), status, words);
      expect(await systemState()).toBe(before);
    },
  );

  it.each(BAD_OTHER_REQUESTS)(
    '%s at %s is refused by name and leaves everything as it was',
    async (_what, route, body, status, words) => {
      const before = await systemState();
      expectRefused(await system.post(route, body), status, [words]);
      expect(await systemState()).toBe(before);
    },
  );

  it('is refused at once: faster than a good request is answered in the same run', async () => {
    const good: number[] = [];
    for (let seed = 0; seed < 5; seed += 1)
      good.push((await system.post(ROUTE, smallQuestion({ seed }))).durationMs);
    const median = (values: readonly number[]): number =>
      [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
    expect(durationsMs.length).toBeGreaterThan(50);
    expect(median(durationsMs)).toBeLessThan(median(good));
  });

  it('says what there is where a route is unknown', async () => {
    expectRefused(await system.get('/nowhere'), 404, ['there is no GET /nowhere', '/docs']);
  });

  it('keeps a request id that the client sends', async () => {
    const reply = await system.post(ROUTE, '{', { 'X-Request-Id': 'from-client-1' });
    expect(problemSchema.parse(reply.json()).request_id).toBe('from-client-1');
  });
});
