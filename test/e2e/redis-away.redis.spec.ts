import { CuttableRedis } from '@mining-ops/jobs/testing/cuttable-redis.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { smallQuestion } from './support/requests.js';
import { System, type Reply } from './support/system.js';

describe('while Redis is away', () => {
  let network: CuttableRedis;
  let system: System;

  beforeAll(async () => {
    network = await CuttableRedis.to(testRedisUrl());
    system = await System.prepare({ REDIS_URL: network.url });
    await Promise.all([system.start('gateway'), system.start('simulator')]);
  });

  afterAll(async () => {
    await network.mend();
    await system.stop();
    await network.close();
  });

  const ask = (): Promise<Reply> => system.post('/get_top_3_strategies', smallQuestion());

  it('every request that needs the queue is told so, long before it would time out', async () => {
    const { jobId } = (await system.post('/v1/strategies', smallQuestion())).json() as { jobId: string };
    await network.cut();
    const question = { pertanyaan_user: 'Kenapa opsi 1?', top_3_strategies_context: [] };
    const replies = await Promise.all([
      ask(),
      system.post('/v1/strategies', smallQuestion(), { 'Idempotency-Key': 'away' }),
      system.post('/ask_chatbot', question),
      system.get(`/v1/jobs/${jobId}`),
      system.get(`/v1/jobs/${jobId}/events`),
      system.delete(`/v1/jobs/${jobId}`),
    ]);
    for (const reply of replies) {
      expect([reply.status, reply.json()]).toEqual([
        503,
        expect.objectContaining({ code: 'QUEUE_UNREACHABLE', detail: expect.stringContaining('Redis') }),
      ]);
      expect(reply.durationMs).toBeLessThan(1_000); // a client would wait 30 s for an answer
    }
  });

  it('what needs no queue goes on, and readiness names what is missing', async () => {
    expect((await system.get('/v1/fleet/trucks')).status).toBe(200);
    expect((await system.get('/health/live')).status).toBe(200);
    const ready = await system.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.json()).toMatchObject({
      status: 'not ready',
      checks: {
        redis: { ok: false, detail: 'the job queue (Redis) cannot be reached' },
        data: { ok: true },
      },
    });
  });

  it('answers again, from the same processes, once it is back', async () => {
    await network.mend();
    let reply = await ask();
    while (reply.status === 503) reply = await ask();
    expect(reply.status).toBe(200);
    expect(system.processes.map(({ child }) => child.exitCode)).toEqual([null, null]);
  });
});
