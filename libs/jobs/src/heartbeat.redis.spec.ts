import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { livesHere, livingInstances, livingVersions, startHeartbeat } from './heartbeat.js';

describe('heartbeats', () => {
  const prefix = `heart-${randomUUID()}`;
  let redis: Redis;
  const fail = (error: unknown): never => {
    throw error;
  };
  const beat = (service: string, version?: string): Promise<() => Promise<void>> =>
    startHeartbeat(redis, prefix, service, fail, version);

  beforeAll(() => {
    redis = new Redis(testRedisUrl());
  });
  afterAll(() => {
    redis.disconnect();
  });

  it('count the living processes of each service, and forget one that says goodbye', async () => {
    expect(await livingInstances(redis, prefix, 'simulator')).toBe(0);
    const first = await beat('simulator');
    const second = await beat('simulator');
    const other = await beat('analyst');
    expect(await livingInstances(redis, prefix, 'simulator')).toBe(2);
    await first();
    expect(await livingInstances(redis, prefix, 'simulator')).toBe(1);
    await Promise.all([second(), other()]);
    expect(await livingInstances(redis, prefix, 'simulator')).toBe(0);
  });

  it('tell whether a process lives on this host', async () => {
    expect(await livesHere(redis, prefix, 'chemist')).toBe(false);
    const stop = await beat('chemist');
    expect(await livesHere(redis, prefix, 'chemist')).toBe(true);
    await stop();
    const [seconds] = await redis.time();
    await redis.zadd(`${prefix}:heartbeats:chemist`, Number(seconds) * 1_000, 'another-host-1-uuid v1');
    expect(await livingInstances(redis, prefix, 'chemist')).toBe(1);
    expect(await livesHere(redis, prefix, 'chemist')).toBe(false);
  });

  it('tell the versions that live, each once', async () => {
    expect(await livingVersions(redis, prefix, 'trainer')).toEqual([]);
    const stops = await Promise.all([beat('trainer', 'v1'), beat('trainer', 'v1')]);
    expect(await livingVersions(redis, prefix, 'trainer')).toEqual(['v1']);
    stops.push(await beat('trainer', 'v2'));
    expect((await livingVersions(redis, prefix, 'trainer')).sort()).toEqual(['v1', 'v2']);
    await Promise.all(stops.map((stop) => stop()));
  });

  it('that stopped coming six seconds ago no longer count', async () => {
    const [seconds] = await redis.time();
    await redis.zadd(`${prefix}:heartbeats:late`, Number(seconds) * 1_000 - 7_000, 'dead');
    await redis.zadd(`${prefix}:heartbeats:late`, Number(seconds) * 1_000 - 2_000, 'slow');
    expect(await livingInstances(redis, prefix, 'late')).toBe(1);
  });
});
