import { z } from 'zod';
import { defineJob } from '../definitions/job-definition.js';
import { gate, JobBench } from '../testing/job-bench.js';
import type { EnqueueOutcome, JobClient } from './job-client.js';

const singleJob = defineJob({
  queue: 'singles',
  name: 'single',
  idPrefix: 'single',
  payload: z.object({ value: z.number() }),
  result: z.object({ value: z.number() }),
  attempts: 1,
  backoffMs: 0,
  oneAtATime: true,
});

describe('a kind of job of which there may be one at a time', () => {
  let bench: JobBench;
  let client: JobClient;
  beforeEach(async () => {
    bench = new JobBench();
    client = await bench.client(undefined, undefined, [singleJob]);
  });
  afterEach(() => bench.close());

  const ask = (idempotencyKey: string | null = null): Promise<EnqueueOutcome> =>
    client.enqueue(singleJob, { value: 1 }, { idempotencyKey, request: {} });

  it('is added once: whoever asks meanwhile is told of the one that waits or runs', async () => {
    const held = gate();
    const first = await ask();
    expect(first.outcome).toBe('added');
    expect(await ask()).toEqual({ outcome: 'busy', jobId: first.jobId });
    await bench.workOn(singleJob, async ({ value }) => {
      await held.opened;
      return { value };
    });
    expect(await ask()).toEqual({ outcome: 'busy', jobId: first.jobId });
    held.open();
    expect(await client.waitFor(singleJob, first.jobId, 20_000)).toMatchObject({ outcome: 'completed' });
    expect(await ask()).toMatchObject({ outcome: 'added' });
  });

  it('of several that are asked for at once one is added', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(outcomes.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
    expect(new Set(outcomes.map(({ jobId }) => jobId)).size).toBe(1);
  });

  it('asked for again with the same key is the same job, and no second one', async () => {
    const first = await ask('key');
    expect(await ask('key')).toEqual({ outcome: 'existing', jobId: first.jobId });
  });

  it.each([
    ['failed', () => Promise.reject(new Error('broken'))],
    ['been cancelled', null],
  ])('may be asked for again once it has %s', async (_what, handler) => {
    const { jobId } = await ask();
    if (handler === null) expect(await client.cancel(jobId)).toBe('cancelled');
    else {
      await bench.workOn(singleJob, handler);
      expect(await client.waitFor(singleJob, jobId, 20_000)).toMatchObject({ outcome: 'failed' });
    }
    expect(await ask()).toMatchObject({ outcome: 'added' });
  });
});
