import { acceptedJobSchema, jobSchema } from '@mining-ops/gateway/jobs/job-representation.js';
import { wholeQuestion } from './support/requests.js';
import { QueueStream } from './support/queue-stream.js';
import { serverSentEvents } from './support/server-sent-events.js';
import { System } from './support/system.js';

const ROUTE = '/get_top_3_strategies';
const TIMEOUT_MS = 150_000;

describe('one search on many processes', () => {
  let system: System;
  let parts: QueueStream;

  async function start(simulators: number, changes: Readonly<Record<string, string>> = {}): Promise<void> {
    system = await System.prepare({ SIMULATOR_CONCURRENCY: '1', ...changes });
    parts = new QueueStream(system.redisUrl, `${system.queuePrefix}:simulations:events`);
    await Promise.all([
      system.start('gateway'),
      ...Array.from({ length: simulators }, () => system.start('simulator')),
    ]);
  }
  async function stop(): Promise<void> {
    parts.close();
    await system.stop();
  }
  async function answer(): Promise<string> {
    const reply = await system.post(ROUTE, wholeQuestion());
    expect(reply.status).toBe(200);
    return reply.text;
  }

  it(
    'has the same bytes on one process, on three threads, and on three processes, one of them killed on the way',
    async () => {
      const answers: string[] = [];
      for (const threads of ['1', '3']) {
        await start(1, { SIMULATOR_THREADS: threads });
        answers.push(await answer());
        expect(await parts.all()).toEqual([]);
        await stop();
      }
      await start(3);
      try {
        answers.push(await answer());
        expect((await parts.all()).filter(({ name }) => name === 'completed').length).toBeGreaterThan(3);

        const late = answer();
        const seen = (await parts.all()).length;
        let active = 0;
        await parts.until(({ name }) => {
          active += 1;
          return active > seen && name === 'active';
        });
        // One that has parts in hand is among them: each has as many as it may.
        system.processes.at(-1)?.child.kill('SIGKILL');
        answers.push(await late);
        expect(new Set(answers).size).toBe(1);
      } finally {
        await stop();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'is cancelled everywhere within a second',
    async () => {
      await start(2);
      try {
        // As many shifts of each of thousands of candidates: seconds of work for two processes.
        const accepted = await system.post(
          '/v1/strategies',
          wholeQuestion({ replications: 20, time_limit_ms: null }),
        );
        const { jobId, links } = acceptedJobSchema.parse(accepted.json());
        await parts.until(({ name }) => name === 'completed');
        const events: string[] = [];
        const ended = (async () => {
          for await (const { type } of serverSentEvents(system.url + links.events)) events.push(type);
        })();
        const calledOffMs = Date.now();
        expect((await system.delete(links.self)).status).toBe(200);
        await ended;
        expect(events.at(-1)).toBe('cancelled');
        expect(jobSchema.parse((await system.get(links.self)).json()).status).toBe('cancelled');
        const all = await parts.all();
        expect(all.every(({ jobId: part }) => part === '' || part.includes(jobId))).toBe(true);
        const begun = all.filter(({ name }) => name === 'active').map(({ atMs }) => atMs);
        expect(Math.max(...begun) - calledOffMs).toBeLessThan(1_000);
        const done = all.filter(({ name }) => name === 'completed').map(({ atMs }) => atMs);
        expect(Math.max(...done) - calledOffMs).toBeLessThan(1_000);
      } finally {
        await stop();
      }
    },
    TIMEOUT_MS,
  );
});
