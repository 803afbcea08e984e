import { once } from 'node:events';
import { topThreeSchema } from '@mining-ops/gateway/contract/present-strategies.js';
import { problemSchema } from '@mining-ops/gateway/http/problem.js';
import { acceptedJobSchema } from '@mining-ops/gateway/jobs/job-representation.js';
import { candidatesPageSchema } from '@mining-ops/gateway/strategies/candidates-page.js';
import { strategyAnswerSchema, type StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import { replaySchema } from '@mining-ops/strategy/replay/replay.js';
import { addConstant, promote, rollBack } from './support/model-versions.js';
import { longQuestion, smallQuestion } from './support/requests.js';
import { System, type Reply, type RunningProcess } from './support/system.js';

const ROUTE = '/get_top_3_strategies';

describe('what was answered', () => {
  let system: System;
  let simulator: RunningProcess;

  beforeAll(async () => {
    system = await System.prepare({ ANSWER_CACHE_S: '600' });
    [, simulator] = await Promise.all([system.start('gateway'), system.start('simulator')]);
  });
  afterAll(() => system.stop());

  const code = (reply: Reply): string => problemSchema.parse(reply.json()).code;
  const cacheOf = (reply: Reply): string | null => reply.headers.get('x-cache');
  async function answered(seed: number): Promise<{ jobId: string; answer: StrategyAnswer }> {
    const jobId = (await system.post(ROUTE, smallQuestion({ seed }))).headers.get('x-job-id') ?? '';
    const { result } = (await system.get(`/v1/jobs/${jobId}`)).json() as { result: { answer: unknown } };
    return { jobId, answer: strategyAnswerSchema.parse(result.answer) };
  }

  it('is given again to the same question, with the job that answered it, until the data change', async () => {
    const first = await system.post(ROUTE, smallQuestion());
    expect(cacheOf(first)).toBe('miss');
    const again = await system.post(ROUTE, smallQuestion());
    expect(cacheOf(again)).toBe('hit');
    const jobId = first.headers.get('x-job-id');
    expect(again.headers.get('x-job-id')).toBe(jobId);
    expect(topThreeSchema.parse(again.json())).toEqual({
      ...topThreeSchema.parse(first.json()),
      cached: true,
      job_id: jobId,
    });
    const accepted = await system.post('/v1/strategies', smallQuestion());
    expect(acceptedJobSchema.parse(accepted.json())).toMatchObject({
      jobId,
      status: 'completed',
      cached: true,
    });

    expect((await system.post('/add_vessel', { name: 'MV Baru', capacity: 9_000 })).status).toBe(200);
    const changed = await system.post(ROUTE, smallQuestion());
    expect(cacheOf(changed)).toBe('miss');
    expect(changed.headers.get('x-job-id')).not.toBe(jobId);
  });

  it('is given again only while the models serve that it was made with', async () => {
    const ask = (): Promise<Reply> => system.post(ROUTE, smallQuestion({ seed: 2 }));
    const first = await ask();
    expect(cacheOf(await ask())).toBe('hit');
    await addConstant(system, 'haulingDuration', '0002-00000002', 60);
    await promote(system, 'haulingDuration', '0002-00000002');
    expect(cacheOf(await ask())).toBe('miss');
    await rollBack(system, 'haulingDuration');
    const again = await ask();
    expect(cacheOf(again)).toBe('hit');
    expect(again.json()).toMatchObject(first.json() as object);
  });

  it.each([
    ['another seed', smallQuestion({ seed: 99 })],
    ['now as its start', { ...smallQuestion(), fixed_conditions: {} }],
  ])('is not given to a question with %s', async (_, question) => {
    await system.post(ROUTE, smallQuestion());
    expect(cacheOf(await system.post(ROUTE, question))).toBe('miss');
  });

  it('is not given to one with a key, which has a job of its own', async () => {
    await system.post(ROUTE, smallQuestion());
    const reply = await system.post(ROUTE, smallQuestion(), { 'Idempotency-Key': 'my-own' });
    expect(cacheOf(reply)).toBe('miss');
  });

  it('is not given again where the time ran out', async () => {
    const hurried = { ...longQuestion(), time_limit_ms: 100 };
    const first = await system.post(ROUTE, hurried);
    expect(first.text).toContain('"endedBy":"time"');
    expect(cacheOf(await system.post(ROUTE, hurried))).toBe('miss');
  });

  it('can be looked into: every candidate with its means, a page at a time', async () => {
    const { jobId, answer } = await answered(7);
    const page = async (query: string) =>
      candidatesPageSchema.parse((await system.get(`/v1/jobs/${jobId}/candidates${query}`)).json());
    const first = await page('?size=20');
    expect(first).toMatchObject({ total: answer.candidates.considered, page: 1, unit: 'IDR' });
    expect(first.items[0]?.profitIdr).toBeCloseTo(answer.options[0]!.profitIdr.mean, -4);
    const second = candidatesPageSchema.parse((await system.get(first.next!)).json());
    const numbers = [...first.items, ...second.items].map(({ candidate }) => candidate);
    expect(new Set(numbers).size).toBe(answer.candidates.considered);
    const { items } = await page('?sort=-productionT&size=1');
    const most = Math.max(...[...first.items, ...second.items].map(({ productionT }) => productionT ?? 0));
    expect(items[0]?.productionT).toBe(most);
    const refused = await system.get(`/v1/jobs/${jobId}/candidates?sort=best-first`);
    expect([refused.status, code(refused)]).toEqual([422, 'INVALID_FIELD']);
  });

  it('can be replayed: one shift of an option, or of any candidate, trip by trip', async () => {
    const { jobId, answer } = await answered(8);
    const replay = (body: unknown): Promise<Reply> => system.post(`/v1/strategies/${jobId}/replay`, body);
    const [option] = answer.options;
    const shift = replaySchema.parse((await replay({ option: 1, replication: 3 })).json());
    expect(shift).toMatchObject({ candidate: option!.candidate, replication: 3, seed: 8 });
    expect(shift.trucks.map(({ id }) => id)).toEqual(option!.trucks.map(({ id }) => id));
    expect(shift.trips.length).toBeGreaterThan(shift.kpis.cycles - 1);
    const same = await replay({ candidate: option!.candidate, replication: 3 });
    expect(replaySchema.parse(same.json())).toEqual(shift);

    const missing = await replay({ candidate: 1_000_000 });
    expect([missing.status, code(missing)]).toEqual([404, 'UNKNOWN_CANDIDATE']);
    const both = await replay({ candidate: 1, option: 1 });
    expect([both.status, code(both)]).toEqual([400, 'OPTION_AND_CANDIDATE']);
    const none = await system.post('/v1/strategies/strategy-x/replay', {});
    expect([none.status, code(none)]).toEqual([404, 'UNKNOWN_JOB']);
  });

  it('cannot be replayed by a simulator that only knows newer data, which says what to do', async () => {
    const { jobId } = await answered(9);
    expect((await system.post('/add_vessel', { name: 'MV Kemudian', capacity: 9_000 })).status).toBe(200);
    const ended = once(simulator.child, 'exit');
    simulator.child.kill('SIGTERM');
    await ended;
    simulator = await system.start('simulator');
    const refused = await system.post(`/v1/strategies/${jobId}/replay`, { option: 1 });
    expect([refused.status, code(refused)]).toEqual([409, 'DATA_CHANGED']);
    expect(problemSchema.parse(refused.json()).detail).toContain('ask it again');
  });

  it('cannot be looked into or replayed before there is an answer', async () => {
    const accepted = await system.post('/v1/strategies', longQuestion());
    const { jobId } = acceptedJobSchema.parse(accepted.json());
    for (const reply of [
      await system.get(`/v1/jobs/${jobId}/candidates`),
      await system.post(`/v1/strategies/${jobId}/replay`, {}),
    ])
      expect([reply.status, code(reply)]).toEqual([409, 'JOB_NOT_ANSWERED']);
    await system.delete(`/v1/jobs/${jobId}`);
  });
});
