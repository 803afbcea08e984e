import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import type { JobClient } from '../client/job-client.js';
import type { JobEvent } from '../client/job-view.js';
import type { PayloadOf, ResultOf } from '../definitions/job-definition.js';
import { BrokenDependencyError, JobFailedError } from '../definitions/job-failure.js';
import { startHeartbeat } from '../heartbeat.js';
import { double, doublingJob, gate, JobBench, summingJob } from '../testing/job-bench.js';
import type { HandlerContext, JobHandler } from '../worker/job-handler.js';
import { fanOut } from './fan-out.js';

type Sum = JobHandler<PayloadOf<typeof summingJob>, ResultOf<typeof summingJob>>;
type Double = JobHandler<PayloadOf<typeof doublingJob>, ResultOf<typeof doublingJob>>;

const NO_KEY = { idempotencyKey: null, request: {} };

/** One round: every value to a child of its own, then their sum. */
const sum: Sum = async ({ values }, { resultsOf }) => {
  const results = await resultsOf(doublingJob);
  if (results.size < values.length)
    return fanOut(
      doublingJob,
      values.map((value, i) => ({ key: `v${i}`, payload: { value } })),
    );
  return { sum: [...results.values()].reduce((total, { doubled }) => total + doubled, 0) };
};

/** Stands still until it is called off. */
const untilAborted = ({ signal }: HandlerContext): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

describe('a job with children', () => {
  let bench: JobBench;
  let client: JobClient;
  let redis: Redis;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
    redis = new Redis(testRedisUrl());
  });
  afterEach(async () => {
    await bench.close();
    redis.disconnect();
  });

  const enqueue = async (...values: number[]): Promise<string> =>
    (await client.enqueue(summingJob, { values }, NO_KEY)).jobId;
  const end = (jobId: string) => client.waitFor(summingJob, jobId, 20_000);
  const keysOf = async (...queues: string[]): Promise<string[]> => {
    const keys = await redis.keys(`${bench.prefix}:*`);
    return keys.filter((key) => queues.some((queue) => key.includes(`:${queue}:`)));
  };

  it('has the progress that they tell of it', async () => {
    await bench.workOn(summingJob, sum);
    await bench.worker(async ({ value }, { reportParent }) => {
      await reportParent({ percent: 40 + value, stage: `doubling ${value}` });
      return { doubled: 2 * value };
    });
    const jobId = await enqueue(3);
    const told: unknown[] = [];
    for await (const event of client.events(jobId, null, new AbortController().signal)) told.push(event.data);
    expect(told).toContainEqual({ percent: 43, stage: 'doubling 3' });
  });

  it('gathers their results, on one worker of each kind that does one job at a time', async () => {
    await bench.workOn(summingJob, sum);
    await bench.worker(double);
    expect(await end(await enqueue(1, 2, 3, 4, 5))).toEqual({ outcome: 'completed', result: { sum: 30 } });
  });

  it('holds no place while it waits: others of its kind pass', async () => {
    const held = gate();
    await bench.workOn(summingJob, sum, 1);
    const waiting = await enqueue(1);
    const begun = gate();
    await bench.worker(async (payload, context) => {
      begun.open();
      if (payload.value === 1) await held.opened;
      return await double(payload, context);
    }, 2);
    await begun.opened;
    expect(await end(await enqueue(7))).toMatchObject({ outcome: 'completed' });
    expect((await client.view(waiting))?.state).toBe('active');
    held.open();
    expect(await end(waiting)).toMatchObject({ outcome: 'completed' });
  });

  it('goes on in rounds, on whatever worker, from what it and its children kept: bytes as they were', async () => {
    const calls: string[] = [];
    const inRounds =
      (worker: string): Sum =>
      async ({ values }, { kept }) => {
        calls.push(worker);
        const found = await kept.get(values.map((_, i) => `round-${i}`));
        const next = found.indexOf(null);
        if (next >= 0)
          return fanOut(doublingJob, [{ key: `round-${next}`, payload: { value: values[next]! } }]);
        return { sum: found.reduce((total, bytes) => total + bytes!.readDoubleLE(), 0) };
      };
    await Promise.all(['a', 'b', 'c'].map((name) => bench.workOn(summingJob, inRounds(name))));
    await bench.worker(async ({ value }, { jobId, kept }) => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(2 * value);
      await kept.put(new Map([[jobId.slice(jobId.indexOf('round-')), bytes]]));
      return { doubled: 0 };
    });
    const values = [1, -7, 3, 4096, 5];
    expect(await end(await enqueue(...values))).toEqual({ outcome: 'completed', result: { sum: 2 * 4098 } });
    expect(calls).toHaveLength(values.length + 1);
    expect(await redis.keys(`${bench.prefix}:kept:*`)).toEqual([]);
  });

  it('is one job to a client: active, begun once, when it first was', async () => {
    await bench.workOn(summingJob, sum);
    const jobId = await enqueue(1, 2);
    const [begun, held] = [gate(), gate()];
    await bench.worker(async (payload, context) => {
      begun.open();
      await held.opened;
      return await double(payload, context);
    });
    await begun.opened;
    const during = await client.view(jobId);
    expect(during).toMatchObject({ state: 'active', attempts: 1, queuePosition: null });
    held.open();
    await end(jobId);
    expect(await client.view(jobId)).toMatchObject({
      state: 'completed',
      attempts: 1,
      startedAtMs: during!.startedAtMs,
    });
  });

  it('leaves no child behind, neither in a queue nor among the finished', async () => {
    await bench.workOn(summingJob, sum);
    await bench.worker(double);
    await end(await enqueue(1, 2, 3));
    expect((await keysOf('doublings')).filter((key) => key.includes(':dbl-'))).toEqual([]);
  });

  it('fails at once with the reason of a child that failed for good, and the others are not begun', async () => {
    const failure = {
      code: 'UNKNOWN_ROAD',
      message: 'no such road',
      field: 'roadId',
      kind: 'NOT_FOUND',
    } as const;
    let calls = 0;
    await bench.workOn(summingJob, sum);
    const doublings = await bench.worker(() => {
      calls += 1;
      return Promise.reject(new JobFailedError(failure));
    });
    const jobId = await enqueue(1, 2, 3, 4, 5, 6, 7, 8);
    expect(await end(jobId)).toEqual({ outcome: 'failed', failure });
    expect(calls).toBeLessThan(8);
    await doublings.close(5_000); // one that had been begun by then has ended, too
    expect((await keysOf('doublings')).filter((key) => /:dbl-.*-v\d$/.test(key))).toEqual([]);
  });

  it('waits for a child whose dependency is broken to be tried again', async () => {
    let calls = 0;
    await bench.workOn(summingJob, sum);
    await bench.worker((payload, context) => {
      calls += 1;
      if (calls === 2) return Promise.reject(new BrokenDependencyError('locked', 'DATA_LOCKED'));
      return double(payload, context);
    });
    expect(await end(await enqueue(1, 2, 3))).toEqual({ outcome: 'completed', result: { sum: 12 } });
    expect(calls).toBe(4);
  });

  it('goes on elsewhere where its worker is gone before the children end', async () => {
    const first = await bench.workOn(summingJob, sum);
    const [begun, held] = [gate(), gate()];
    await bench.worker(async (payload, context) => {
      begun.open();
      await held.opened;
      return await double(payload, context);
    });
    const jobId = await enqueue(1, 2);
    await begun.opened;
    await first.close(0);
    await bench.workOn(summingJob, sum);
    held.open();
    expect(await end(jobId)).toEqual({ outcome: 'completed', result: { sum: 6 } });
  });

  describe('that is cancelled', () => {
    /** Follows the job until it ends. */
    async function lastEvent(jobId: string): Promise<JobEvent | undefined> {
      let last: JobEvent | undefined;
      for await (const event of client.events(jobId, null, new AbortController().signal)) last = event;
      return last;
    }

    it('is gone at once with its children, where none of them has begun', async () => {
      await bench.workOn(summingJob, sum);
      const jobId = await enqueue(1, 2, 3);
      const events = redis.duplicate();
      await untilEvent(events, `${bench.prefix}:sums:events`, 'waiting-children');
      events.disconnect();
      expect(await client.cancel(jobId)).toBe('cancelled');
      expect(await client.view(jobId)).toMatchObject({ state: 'cancelled' });
      let calls = 0;
      await bench.worker((payload, context) => {
        calls += 1;
        return double(payload, context);
      });
      expect(await end(await enqueue(5))).toMatchObject({ outcome: 'completed' });
      expect(calls).toBe(1);
    });

    it('stops the children that run, wherever, begins no other, and ends as cancelled', async () => {
      await bench.workOn(summingJob, sum);
      const both = gate();
      const begun: number[] = [];
      const stopped: number[] = [];
      const held: Double = async ({ value }, context) => {
        begun.push(value);
        if (begun.length === 2) both.open();
        await untilAborted(context).finally(() => stopped.push(value));
        return { doubled: 0 };
      };
      await Promise.all([bench.worker(held), bench.worker(held)]);
      const jobId = await enqueue(1, 2, 3, 4, 5);
      await both.opened;
      const last = lastEvent(jobId);
      expect(await client.cancel(jobId)).toBe('cancelling');
      expect(await last).toMatchObject({ type: 'cancelled' });
      expect(stopped.sort()).toEqual([1, 2]);
      expect(begun).toHaveLength(2);
      expect(await client.view(jobId)).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
      expect(await redis.keys(`${bench.prefix}:kept:*`)).toEqual([]);
    });

    it('is not handed out where it was asked to stop before it could', async () => {
      const [asked, cancelled] = [gate(), gate()];
      await bench.workOn(summingJob, async (payload, context) => {
        asked.open();
        await cancelled.opened;
        return await sum(payload, context);
      });
      let calls = 0;
      await bench.worker((payload, context) => {
        calls += 1;
        return double(payload, context);
      });
      const jobId = await enqueue(1, 2);
      await asked.opened;
      expect(await client.cancel(jobId)).toBe('cancelling');
      cancelled.open();
      expect(await end(jobId)).toMatchObject({ outcome: 'failed', failure: { code: 'CANCELLED' } });
      expect(calls).toBe(0);
    });
  });

  it('can tell how many processes there are to share the work, and how many jobs of its kind wait', async () => {
    const beats = await Promise.all([1, 2].map(() => startHeartbeat(redis, bench.prefix, 'bench', fail)));
    const loads: unknown[] = [];
    const others = gate();
    await bench.workOn(summingJob, async (_payload, { load }) => {
      await others.opened;
      loads.push(await load());
      return { sum: 0 };
    });
    const ids = [await enqueue(1), await enqueue(2), await enqueue(3)];
    others.open();
    await Promise.all(ids.map(end));
    expect(loads).toEqual([
      { processes: 2, waiting: 2 },
      { processes: 2, waiting: 1 },
      { processes: 2, waiting: 0 },
    ]);
    await Promise.all(beats.map((stop) => stop()));
  });

  it('attaches what is too large for its result, for as long as finished jobs are kept', async () => {
    const data = Buffer.from([0, 255, 10, 128]);
    await bench.workOn(summingJob, async (_payload, { attach }) => {
      await attach('table', data);
      return { sum: 0 };
    });
    const jobId = await enqueue(1);
    await end(jobId);
    expect(await client.attachment(jobId, 'table')).toEqual(data);
    expect(await client.attachment(jobId, 'chair')).toBeNull();
    expect(await redis.ttl(`${bench.prefix}:attached:${jobId}:table`)).toBeGreaterThan(50);
  });
});

function fail(error: unknown): never {
  throw error;
}

/** Waits for an event of a queue's stream. */
async function untilEvent(redis: Redis, stream: string, name: string): Promise<void> {
  let last = '0-0';
  for (;;) {
    const read = await redis.xread('BLOCK', 0, 'STREAMS', stream, last);
    for (const [id, fields] of read?.[0]?.[1] ?? []) {
      last = id;
      if (fields[fields.indexOf('event') + 1] === name) return;
    }
  }
}
