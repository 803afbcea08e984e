import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { livingInstances, startHeartbeat } from './heartbeat.js';

describe('heartbeats', () => {
  const prefix = `heart-${randomUUID()}`;
  let redis: Redis;
  const beat = (service: string): Promise<() => Promise<void>> =>
    startHeartbeat(redis, prefix, service, (error) => {
      throw error;
    });

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

  it('that stopped coming six seconds ago no longer count', async () => {
    const [seconds] = await redis.time();
    await redis.zadd(`${prefix}:heartbeats:late`, Number(seconds) * 1_000 - 7_000, 'dead');
    await redis.zadd(`${prefix}:heartbeats:late`, Number(seconds) * 1_000 - 2_000, 'slow');
    expect(await livingInstances(redis, prefix, 'late')).toBe(1);
  });
});
