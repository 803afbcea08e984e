import { inLogContext, logContext } from '@mining-ops/platform/log-context.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { markCancelled } from '../cancellation.js';
import type { JobClient } from '../client/job-client.js';
import { BrokenDependencyError, JobFailedError } from '../definitions/job-failure.js';
import { fanOut } from '../family/fan-out.js';
import { double, doublingJob, gate, JobBench, summingJob } from '../testing/job-bench.js';

const NO_KEY = { idempotencyKey: null, request: {} };

describe('a job worker', () => {
  let bench: JobBench;
  let client: JobClient;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
  });
  afterEach(() => bench.close());

  const enqueue = async (value = 21): Promise<string> =>
    (await client.enqueue(doublingJob, { value }, NO_KEY)).jobId;
  const end = (jobId: string) => client.waitFor(doublingJob, jobId, 20_000);

  it('processes jobs, and whoever waits hears the result', async () => {
    await bench.worker(double);
    expect(await end(await enqueue())).toEqual({ outcome: 'completed', result: { doubled: 42 } });
    expect(bench.log).toContainEqual(expect.objectContaining({ level: 'info', message: 'job done' }));
  });

  it('tells the progress that a handler reports', async () => {
    const held = gate();
    await bench.worker(async ({ value }, { report }) => {
      await report({ percent: 40, stage: 'simulating' });
      await held.opened;
      return { doubled: 2 * value };
    });
    const jobId = await enqueue();
    const seen: unknown[] = [];
    for await (const event of client.events(jobId, null, new AbortController().signal)) {
      seen.push([event.type, event.data]);
      if (event.type === 'progress' && (event.data as { percent: number }).percent === 40) held.open();
    }
    expect(seen).toContainEqual(['progress', { percent: 40, stage: 'simulating' }]);
    expect(seen.at(-1)).toEqual(['completed', { doubled: 42 }]);
  });

  it('fails a job for good where the handler says why, without a second attempt', async () => {
    let calls = 0;
    const failure = { code: 'NO_HISTORY', message: 'no rows', field: 'value', kind: 'BAD_INPUT' } as const;
    await bench.worker(() => {
      calls += 1;
      return Promise.reject(new JobFailedError(failure));
    });
    const jobId = await enqueue();
    expect(await end(jobId)).toEqual({ outcome: 'failed', failure });
    expect(calls).toBe(1);
    expect(await client.view(jobId)).toMatchObject({ state: 'failed', error: failure, attempts: 1 });
  });

  it('tries again, with backoff, where a dependency is broken, and succeeds once it is mended', async () => {
    let calls = 0;
    await bench.worker(({ value }) => {
      calls += 1;
      if (calls < 3) return Promise.reject(new BrokenDependencyError('refused', 'OLLAMA_UNREACHABLE'));
      return Promise.resolve({ doubled: 2 * value });
    });
    const jobId = await enqueue();
    expect(await end(jobId)).toMatchObject({ outcome: 'completed' });
    expect((await client.view(jobId))?.attempts).toBe(3);
  });

  it('gives a broken dependency up after the attempts of its kind, and says which', async () => {
    let calls = 0;
    await bench.worker(() => {
      calls += 1;
      return Promise.reject(new BrokenDependencyError('refused', 'OLLAMA_UNREACHABLE'));
    });
    expect(await end(await enqueue())).toEqual({
      outcome: 'failed',
      failure: { code: 'OLLAMA_UNREACHABLE', message: 'refused', field: null, kind: 'UNAVAILABLE' },
    });
    expect(calls).toBe(doublingJob.attempts);
  });

  it('fails a defect for good, with its details in the log and not in the answer', async () => {
    let calls = 0;
    await bench.worker(() => {
      calls += 1;
      return Promise.reject(new TypeError('secret of the implementation'));
    });
    expect(await end(await enqueue())).toEqual({
      outcome: 'failed',
      failure: {
        code: 'INTERNAL',
        message: 'an internal error; see the worker log',
        field: null,
        kind: 'INTERNAL',
      },
    });
    expect(calls).toBe(1);
    expect(bench.log).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'defect in a job handler' }),
    );
  });

  it('gives out no result that is not what the kind promises', async () => {
    await bench.worker(() => Promise.resolve({ doubled: Number.NaN }));
    expect(await end(await enqueue())).toMatchObject({
      outcome: 'failed',
      failure: { code: 'INTERNAL', field: 'doubled' },
    });
  });

  it('refuses a payload that got into the queue by another way, and never calls the handler', async () => {
    let calls = 0;
    await bench.worker(() => {
      calls += 1;
      return Promise.resolve({ doubled: 0 });
    });
    const connection = new Redis(testRedisUrl(), { maxRetriesPerRequest: null });
    const queue = new Queue(doublingJob.queue, { connection, prefix: bench.prefix });
    await queue.add(
      doublingJob.name,
      { payload: { value: 'x' }, fingerprint: '' },
      { jobId: 'dbl-smuggled' },
    );
    expect(await end('dbl-smuggled')).toMatchObject({
      outcome: 'failed',
      failure: { code: 'INTERNAL', field: 'value' },
    });
    expect(calls).toBe(0);
    await queue.close();
    connection.disconnect();
  });

  it('drops a job that was cancelled while no worker was there to hear it', async () => {
    const jobId = await enqueue();
    const redis = new Redis(testRedisUrl());
    const mark = { name: 'double', fingerprint: '', createdAtMs: 1, cancelledAtMs: 2 };
    await markCancelled(redis, bench.prefix, jobId, mark, 60);
    redis.disconnect();
    let calls = 0;
    await bench.worker(() => {
      calls += 1;
      return Promise.resolve({ doubled: 0 });
    });
    expect(await end(jobId)).toMatchObject({ outcome: 'failed', failure: { code: 'CANCELLED' } });
    expect(calls).toBe(0);
  });

  it('works in the context of the job and of the request that it is done for, and so do its children', async () => {
    const contexts: unknown[] = [];
    await bench.worker((payload, context) => {
      contexts.push(logContext());
      return double(payload, context);
    });
    await bench.workOn(summingJob, async ({ values }, { handedOut, resultsOf }) => {
      contexts.push(logContext());
      if (handedOut === 0)
        return fanOut(
          doublingJob,
          values.map((value) => ({ key: `v${value}`, payload: { value } })),
        );
      const doubled = await resultsOf(doublingJob);
      return { sum: [...doubled.values()].reduce((sum, one) => sum + one.doubled, 0) };
    });
    const { jobId } = await inLogContext({ requestId: 'r-1' }, () =>
      client.enqueue(summingJob, { values: [1, 2] }, { idempotencyKey: null, request: null }),
    );
    expect(await client.waitFor(summingJob, jobId, 20_000)).toMatchObject({ result: { sum: 6 } });
    const sum = { requestId: 'r-1', jobId };
    const doubles = [1, 2].map((value) => ({ requestId: 'r-1', jobId: `dbl-${jobId}-v${value}` }));
    expect(contexts).toEqual([sum, ...doubles, sum]);
    contexts.length = 0;
    const outside = await enqueue();
    await end(outside);
    expect(contexts).toEqual([{ jobId: outside }]);
  });

  it('runs as many jobs at once as it is told', async () => {
    const both = gate();
    let running = 0;
    await bench.worker(async ({ value }) => {
      running += 1;
      if (running === 2) both.open();
      await both.opened; // one alone would wait for ever
      return { doubled: 2 * value };
    }, 2);
    const ids = [await enqueue(1), await enqueue(2)];
    expect(await Promise.all(ids.map(end))).toEqual([
      { outcome: 'completed', result: { doubled: 2 } },
      { outcome: 'completed', result: { doubled: 4 } },
    ]);
  });

  it('finishes the job in hand when it is closed, within the grace', async () => {
    const begun = gate();
    const held = gate();
    const worker = await bench.worker(async ({ value }) => {
      begun.open();
      await held.opened;
      return { doubled: 2 * value };
    });
    const jobId = await enqueue();
    await begun.opened;
    const closed = worker.close(20_000);
    held.open();
    await closed;
    expect(await client.view(jobId)).toMatchObject({ state: 'completed', result: { doubled: 42 } });
  });

  it('hands the job in hand back when the grace is over, for another worker to finish', async () => {
    const begun = gate();
    const worker = await bench.worker(
      (_payload, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
          begun.open();
        }),
    );
    const jobId = await enqueue();
    await begun.opened;
    await worker.close(0);
    expect(await client.view(jobId)).toMatchObject({ state: 'waiting', queuePosition: 1, error: null });
    await bench.worker(double);
    expect(await end(jobId)).toEqual({ outcome: 'completed', result: { doubled: 42 } });
  });
});
