import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { JobFailedError } from '../definitions/job-failure.js';
import { fanOut } from '../family/fan-out.js';
import { CuttableRedis } from '../testing/cuttable-redis.js';
import { doublingJob, gate, JobBench, summingJob } from '../testing/job-bench.js';
import type { JobClient } from './job-client.js';
import { QueueWatch, type QueueFigures } from './queue-figures.js';
import { QueueUnreachableError } from './queue-unreachable-error.js';

const NO_KEY = { idempotencyKey: null, request: {} };

describe('a watch over queues', () => {
  let bench: JobBench;
  let client: JobClient;
  let watch: QueueWatch;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
    watch = await watchAt(testRedisUrl());
  });
  afterEach(async () => {
    await watch.close();
    await bench.close();
  });

  const watchAt = (redisUrl: string): Promise<QueueWatch> =>
    QueueWatch.open([doublingJob, summingJob], {
      redisUrl,
      prefix: bench.prefix,
      onError: () => undefined,
    });
  const enqueue = async (value: number): Promise<string> =>
    (await client.enqueue(doublingJob, { value }, NO_KEY)).jobId;
  const figuresOf = async (queue: string): Promise<QueueFigures | undefined> =>
    (await watch.figures()).find((one) => one.queue === queue);

  it('counts the jobs by state, and the processes that take them', async () => {
    const held = gate();
    const begun = gate();
    const ids = [await enqueue(0), await enqueue(1), await enqueue(2), await enqueue(3)];
    expect(await figuresOf('doublings')).toMatchObject({ jobs: { waiting: 4, active: 0 }, workers: 0 });
    await bench.worker(async ({ value }) => {
      if (value === 0)
        throw new JobFailedError({ code: 'NO', message: 'no', field: null, kind: 'BAD_INPUT' });
      if (value === 2) {
        begun.open();
        await held.opened;
      }
      return { doubled: 2 * value };
    });
    await begun.opened;
    expect(await figuresOf('doublings')).toMatchObject({
      jobs: { waiting: 1, active: 1, completed: 1, failed: 1, delayed: 0, 'waiting-children': 0 },
      workers: 1,
    });
    expect(await figuresOf('sums')).toMatchObject({
      jobs: { waiting: 0 },
      workers: 0,
      oldestWaitingMs: null,
    });
    held.open();
    for (const id of ids) await client.waitFor(doublingJob, id, 20_000);
  });

  it('tells since when the job waits that is next', async () => {
    expect(await figuresOf('doublings')).toMatchObject({ oldestWaitingMs: null });
    const first = await enqueue(1);
    await enqueue(2);
    const view = await client.view(first);
    expect(await figuresOf('doublings')).toMatchObject({ oldestWaitingMs: view?.createdAtMs });
  });

  it('does not take a job that goes on after its children for one that nobody takes', async () => {
    const handedOut = gate();
    const worker = await bench.workOn(summingJob, ({ values }) => {
      handedOut.open();
      return Promise.resolve(
        fanOut(
          doublingJob,
          values.map((value, i) => ({ key: `n${i}`, payload: { value } })),
        ),
      );
    });
    const asked = await client.enqueue(summingJob, { values: [1] }, NO_KEY);
    await handedOut.opened;
    await worker.close(5_000);
    const done = gate();
    await bench.worker(({ value }) => {
      done.open();
      return Promise.resolve({ doubled: 2 * value });
    });
    await done.opened;
    while ((await figuresOf('sums'))?.jobs.waiting !== 1) await new Promise(setImmediate);
    expect(await figuresOf('sums')).toMatchObject({ oldestWaitingMs: null });
    const second = await client.enqueue(summingJob, { values: [2] }, NO_KEY);
    const view = await client.view(second.jobId);
    expect(await figuresOf('sums')).toMatchObject({
      jobs: { waiting: 2 },
      oldestWaitingMs: view?.createdAtMs,
    });
    await client.cancel(asked.jobId);
  });

  it('says at once that Redis is away', async () => {
    const redis = await CuttableRedis.to(testRedisUrl());
    const other = await watchAt(redis.url);
    try {
      await other.figures();
      await redis.cut();
      await expect(other.figures()).rejects.toThrow(QueueUnreachableError);
    } finally {
      await other.close();
      await redis.close();
    }
  });
});
