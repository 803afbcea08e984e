import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { admit } from './rate-limit.js';

describe('a rate limit', () => {
  const redis = new Redis(testRedisUrl());
  afterAll(() => {
    redis.disconnect();
  });

  it('admits as many as it says, each key by itself, and tells the rest when to come again', async () => {
    const prefix = `rate-${randomUUID()}`;
    const limit = { most: 3, windowMs: 60_000 };
    const uses = await Promise.all(Array.from({ length: 5 }, () => admit(redis, prefix, 's-1', limit)));
    expect(uses.filter(({ admitted }) => admitted)).toHaveLength(3);
    const refused = uses.filter((use) => !use.admitted);
    for (const { retryAfterS } of refused) {
      expect(retryAfterS).toBeGreaterThan(55);
      expect(retryAfterS).toBeLessThanOrEqual(60);
    }
    expect(await admit(redis, prefix, 's-2', limit)).toEqual({ admitted: true });
  });

  it('begins anew once its window has passed', async () => {
    const prefix = `rate-${randomUUID()}`;
    const limit = { most: 1, windowMs: 50 };
    await admit(redis, prefix, 's', limit);
    // The window's end is Redis' own: wait for the key to go, not for a time.
    while ((await redis.exists(`${prefix}:rate:s`)) === 1);
    expect(await admit(redis, prefix, 's', limit)).toEqual({ admitted: true });
  });
});
