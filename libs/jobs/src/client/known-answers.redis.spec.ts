import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import type { SearchBasis } from '../definitions/search-basis.js';
import { startHeartbeat } from '../heartbeat.js';
import { doublingJob, JobBench } from '../testing/job-bench.js';
import type { JobClient } from './job-client.js';

const DATA: SearchBasis = { dataFingerprint: 'fingerprint-1', models: { fuelConsumed: 'v1' } };
const VERSION = 'v1';

describe('a question that was answered', () => {
  let bench: JobBench;
  let client: JobClient;
  let redis: Redis;
  let stops: (() => Promise<void>)[];

  beforeEach(async () => {
    bench = new JobBench();
    bench.version = VERSION;
    client = await bench.client();
    redis = new Redis(testRedisUrl());
    stops = [await beat(VERSION)];
  });
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await bench.close();
    redis.disconnect();
  });

  const beat = (version: string) => startHeartbeat(redis, bench.prefix, 'bench', fail, version);
  const known = (value: number, basis = DATA): Promise<string | null> =>
    client.answered('bench', { question: { value }, basis });

  /** Asks, and has it answered and remembered. */
  async function answer(value: number): Promise<string> {
    await bench.worker(async (question, { remember }) => {
      await remember({ question, basis: DATA }, 60);
      return { doubled: 2 * question.value };
    });
    const { jobId } = await client.enqueue(doublingJob, { value }, { idempotencyKey: null, request: {} });
    await client.waitFor(doublingJob, jobId, 20_000);
    return jobId;
  }

  it('is found by whoever asks the same of the same data', async () => {
    expect(await known(21)).toBeNull();
    const jobId = await answer(21);
    expect(await known(21)).toBe(jobId);
  });

  it('is another one with another question, other data or another model', async () => {
    await answer(21);
    expect(await known(22)).toBeNull();
    expect(await known(21, { ...DATA, dataFingerprint: 'fingerprint-2' })).toBeNull();
    expect(await known(21, { ...DATA, models: { fuelConsumed: 'v2' } })).toBeNull();
  });

  it('is asked again where the program that answers is another, or some processes have another', async () => {
    const jobId = await answer(21);
    stops.push(await beat('v2'));
    expect(await known(21)).toBeNull();
    await stops.shift()?.();
    expect(await known(21)).toBeNull();
    stops.push(await beat(VERSION));
    await stops.shift()?.();
    expect(await known(21)).toBe(jobId);
  });

  it('is asked again once the job with the answer is kept no longer', async () => {
    await redis.del(`${bench.prefix}:doublings:${await answer(21)}`);
    expect(await known(21)).toBeNull();
  });

  it('is asked again while the job has not ended: its worker may have died after it remembered', async () => {
    let found: string | null = 'not asked';
    await bench.worker(async (question, { remember }) => {
      await remember({ question, basis: DATA }, 60);
      found = await known(question.value);
      return { doubled: 0 };
    });
    const { jobId } = await client.enqueue(doublingJob, { value: 5 }, { idempotencyKey: null, request: {} });
    await client.waitFor(doublingJob, jobId, 20_000);
    expect(found).toBeNull();
  });
});

function fail(error: unknown): never {
  throw error;
}
