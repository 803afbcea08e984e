import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { CuttableRedis } from '../testing/cuttable-redis.js';
import { double, doublingJob, gate, JobBench, type Gate } from '../testing/job-bench.js';
import type { JobClient } from './job-client.js';
import { QueueUnreachableError } from './queue-unreachable-error.js';

const PAYLOAD = { value: 21 };
const NO_KEY = { idempotencyKey: null, request: PAYLOAD };
const never = (): AbortSignal => new AbortController().signal;

describe('a job client', () => {
  let bench: JobBench;
  let client: JobClient;

  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client();
  });
  afterEach(() => bench.close());

  const enqueue = async (): Promise<string> => (await client.enqueue(doublingJob, PAYLOAD, NO_KEY)).jobId;
  const end = (jobId: string, timeoutMs = 20_000) => client.waitFor(doublingJob, jobId, timeoutMs);

  /** A worker whose job stands still until the gate opens; it minds being cancelled. */
  async function heldWorker(): Promise<{ begun: Gate; held: Gate }> {
    const begun = gate();
    const held = gate();
    await bench.worker(async ({ value }, { signal }) => {
      begun.open();
      await Promise.race([
        held.opened,
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
      ]);
      return { doubled: 2 * value };
    });
    return { begun, held };
  }

  describe('that enqueues', () => {
    it('lets nothing bad into the queue', async () => {
      await expect(client.enqueue(doublingJob, { value: 1.5 }, NO_KEY)).rejects.toThrow(/int/);
      const redis = new Redis(testRedisUrl());
      expect(await redis.keys(`${bench.prefix}:doublings:dbl-*`)).toEqual([]);
      redis.disconnect();
    });

    it('makes one job of ten that arrive at once with the same key', async () => {
      const request = { idempotencyKey: 'order-1', request: PAYLOAD };
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => client.enqueue(doublingJob, PAYLOAD, request)),
      );
      expect(new Set(outcomes.map(({ jobId }) => jobId)).size).toBe(1);
      let calls = 0;
      await bench.worker((payload, context) => {
        calls += 1;
        return double(payload, context);
      });
      await end(outcomes[0]!.jobId);
      expect(calls).toBe(1);
      expect(await client.enqueue(doublingJob, PAYLOAD, request)).toMatchObject({ outcome: 'existing' });
    });

    it('tells a repeated request from another one with the same key, even once it was cancelled', async () => {
      const key = { idempotencyKey: 'order-2' };
      const first = await client.enqueue(doublingJob, PAYLOAD, { ...key, request: PAYLOAD });
      const other = { ...key, request: { value: 22 } };
      const conflict = { outcome: 'conflict', jobId: first.jobId };
      expect(await client.enqueue(doublingJob, { value: 22 }, other)).toEqual(conflict);
      expect(await client.cancel(first.jobId)).toBe('cancelled');
      expect(await client.enqueue(doublingJob, { value: 22 }, other)).toEqual(conflict);
      expect(await client.enqueue(doublingJob, PAYLOAD, { ...key, request: PAYLOAD })).toEqual({
        outcome: 'existing',
        jobId: first.jobId,
      });
    });
  });

  describe('that waits', () => {
    it('has the result of a job that ended before', async () => {
      await bench.worker(double);
      const jobId = await enqueue();
      await end(jobId);
      expect(await end(jobId)).toEqual({ outcome: 'completed', result: { doubled: 42 } });
    });

    it('gives up after its time, and leaves the job to go on', async () => {
      const { held } = await heldWorker();
      const jobId = await enqueue();
      expect(await end(jobId, 50)).toEqual({ outcome: 'timeout' });
      held.open();
      expect(await end(jobId)).toMatchObject({ outcome: 'completed' });
    });

    it('hears that the job was cancelled', async () => {
      const jobId = await enqueue();
      const waiting = end(jobId);
      await client.cancel(jobId);
      expect(await waiting).toMatchObject({ outcome: 'failed', failure: { code: 'CANCELLED' } });
    });
  });

  describe('that looks', () => {
    it('sees places in the queue, first come first', async () => {
      const ids = [await enqueue(), await enqueue(), await enqueue()];
      const views = await Promise.all(ids.map((jobId) => client.view(jobId)));
      expect(views.map((view) => [view?.state, view?.queuePosition])).toEqual([
        ['waiting', 1],
        ['waiting', 2],
        ['waiting', 3],
      ]);
    });

    it('sees a job from waiting to done, with its times', async () => {
      const { begun, held } = await heldWorker();
      const jobId = await enqueue();
      await begun.opened;
      const active = await client.view(jobId);
      expect(active).toMatchObject({
        state: 'active',
        queuePosition: null,
        result: null,
        finishedAtMs: null,
      });
      held.open();
      await end(jobId);
      const done = await client.view(jobId);
      expect(done).toMatchObject({
        state: 'completed',
        progress: { percent: 100, stage: 'done' },
        result: { doubled: 42 },
        error: null,
      });
      expect(done!.createdAtMs).toBeLessThanOrEqual(done!.startedAtMs!);
      expect(done!.startedAtMs).toBeLessThanOrEqual(done!.finishedAtMs!);
    });

    it('knows no job that there is not, nor one of a kind that it does not serve', async () => {
      expect(await client.view('dbl-none')).toBeNull();
      expect(await client.view('other-1')).toBeNull();
      expect(await client.cancel('other-1')).toBe('unknown');
    });

    it('keeps no more finished jobs than it was told', async () => {
      const frugal = await bench.client(testRedisUrl(), { ageS: 60, count: 2 });
      await bench.worker(double);
      const ids: string[] = [];
      for (let i = 0; i < 4; i += 1) {
        const { jobId } = await frugal.enqueue(doublingJob, PAYLOAD, NO_KEY);
        await frugal.waitFor(doublingJob, jobId, 20_000);
        ids.push(jobId);
      }
      const kept = await Promise.all(ids.map((jobId) => frugal.view(jobId)));
      expect(kept.map((view) => view?.state ?? null)).toEqual([null, null, 'completed', 'completed']);
    });
  });

  describe('that cancels', () => {
    it('takes a waiting job out at once, and remembers it', async () => {
      const jobId = await enqueue();
      expect(await client.cancel(jobId)).toBe('cancelled');
      expect(await client.view(jobId)).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
      expect(await client.cancel(jobId)).toBe('cancelled');
    });

    it('stops a running job, whose worker goes on with the next', async () => {
      const { begun, held } = await heldWorker();
      const jobId = await enqueue();
      const next = await enqueue();
      await begun.opened;
      const ending = end(jobId);
      expect(await client.cancel(jobId)).toBe('cancelling');
      expect(await ending).toMatchObject({ outcome: 'failed', failure: { code: 'CANCELLED' } });
      expect(await client.view(jobId)).toMatchObject({ state: 'cancelled' });
      held.open();
      expect(await end(next)).toMatchObject({ outcome: 'completed' });
    });

    it('leaves a finished job as it is', async () => {
      await bench.worker(double);
      const jobId = await enqueue();
      await end(jobId);
      expect(await client.cancel(jobId)).toBe('finished');
      expect(await client.view(jobId)).toMatchObject({ state: 'completed' });
    });

    it('does not know a job that there is not', async () => {
      expect(await client.cancel('dbl-none')).toBe('unknown');
    });
  });

  describe('that follows a job', () => {
    it('resumes after the event that it heard last, missing and repeating nothing', async () => {
      const steps = [10, 20, 30, 40];
      const held = gate();
      await bench.worker(async ({ value }, { report }) => {
        for (const percent of steps) await report({ percent, stage: 'simulating' });
        await held.opened;
        return { doubled: 2 * value };
      });
      const jobId = await enqueue();
      let lastId: string | null = null;
      const before: number[] = [];
      for await (const event of client.events(jobId, null, never())) {
        const { percent } = event.data as { percent: number };
        if (event.id === null) continue; // the state as it stood
        before.push(percent);
        lastId = event.id;
        if (percent === 20) break; // the connection drops here
      }
      held.open();
      await end(jobId);
      const after: unknown[] = [];
      for await (const event of client.events(jobId, lastId, never())) after.push([event.type, event.data]);
      expect([...before, 30, 40]).toEqual(expect.arrayContaining([20, 30, 40]));
      expect(after).toEqual([
        ['progress', { percent: 30, stage: 'simulating' }],
        ['progress', { percent: 40, stage: 'simulating' }],
        ['completed', { doubled: 42 }],
      ]);
    });

    it('hears a job that ended long ago once, and one that does not exist never', async () => {
      await bench.worker(double);
      const jobId = await enqueue();
      await end(jobId);
      const seen: string[] = [];
      for await (const { type } of client.events(jobId, null, never())) seen.push(type);
      for await (const { type } of client.events('dbl-none', null, never())) seen.push(type);
      expect(seen).toEqual(['completed']);
    });

    it('stops when its listener goes', async () => {
      const jobId = await enqueue();
      const listener = new AbortController();
      const seen: string[] = [];
      for await (const { type } of client.events(jobId, null, listener.signal)) {
        seen.push(type);
        listener.abort();
      }
      expect(seen).toEqual(['progress']);
    });
  });

  describe('while Redis is away', () => {
    let network: CuttableRedis;
    let remote: JobClient;

    beforeEach(async () => {
      network = await CuttableRedis.to(testRedisUrl());
      remote = await bench.client(network.url);
    });
    afterEach(async () => {
      await network.mend();
      await bench.close();
      await network.close();
    });

    it('fails every operation at once, by its own error', async () => {
      const jobId = await enqueue();
      await network.cut();
      const operations = [
        () => remote.enqueue(doublingJob, PAYLOAD, NO_KEY),
        () => remote.enqueue(doublingJob, PAYLOAD, { ...NO_KEY, idempotencyKey: 'k' }),
        () => remote.waitFor(doublingJob, jobId, 20_000),
        () => remote.view(jobId),
        () => remote.cancel(jobId),
        () => remote.events(jobId, null, never()).next(),
        () => remote.events(jobId, '1-0', never()).next(),
        () => remote.livingWorkers('simulator'),
        () => remote.ping(),
      ];
      for (const operation of operations) await expect(operation()).rejects.toThrow(QueueUnreachableError);
    });

    it('does not wait for ever for a Redis that hangs', async () => {
      network.block();
      await expect(remote.enqueue(doublingJob, PAYLOAD, NO_KEY)).rejects.toThrow(QueueUnreachableError);
    });

    it('can be closed', async () => {
      await network.cut();
      await remote.close();
      await expect(remote.ping()).rejects.toThrow(QueueUnreachableError);
    });

    it('goes on by itself once it is back: whoever waited gets the answer', async () => {
      const { jobId } = await remote.enqueue(doublingJob, PAYLOAD, NO_KEY);
      const listening = remote.events(jobId, null, never());
      await listening.next(); // from here on it listens
      const waiting = listening.next();
      await network.cut();
      await bench.worker(double); // its own way to Redis is whole
      await end(jobId);
      await network.mend();
      expect(await waiting).toMatchObject({ value: { type: 'completed', data: { doubled: 42 } } });
      await untilReachable(remote); // by its other connection
      expect(await remote.view(jobId)).toMatchObject({ state: 'completed' });
    });
  });
});

async function untilReachable(client: JobClient): Promise<void> {
  const reached = await client.ping().then(
    () => true,
    () => false,
  );
  if (reached) return;
  await new Promise(setImmediate);
  await untilReachable(client);
}
