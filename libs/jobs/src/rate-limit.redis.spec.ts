import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { RateLimit } from './rate-limit.js';

describe('a rate limit', () => {
  const connections: Redis[] = [];
  const connect = (url = testRedisUrl()): Redis => {
    const redis = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
    redis.on('error', () => undefined);
    connections.push(redis);
    return redis;
  };
  afterAll(() => {
    for (const redis of connections) redis.disconnect();
  });

  it('admits as many as it says, each key by itself, over all processes, and tells the rest when to come again', async () => {
    const prefix = `rate-${randomUUID()}`;
    const options = { most: 3, windowS: 60, withoutRedis: 'fail' } as const;
    const limits = [new RateLimit(connect(), prefix, options), new RateLimit(connect(), prefix, options)];
    const uses = await Promise.all(limits.flatMap((limit) => [1, 2, 3].map(() => limit.admit('s-1'))));
    expect(uses.filter(({ admitted }) => admitted)).toHaveLength(3);
    const refused = uses.filter((use) => !use.admitted);
    for (const { retryAfterS } of refused) {
      expect(retryAfterS).toBeGreaterThan(55);
      expect(retryAfterS).toBeLessThanOrEqual(60);
    }
    expect(await limits[0]!.admit('s-2')).toEqual({ admitted: true });
  });

  it('begins anew once its window has passed', async () => {
    const prefix = `rate-${randomUUID()}`;
    const redis = connect();
    const limit = new RateLimit(redis, prefix, { most: 1, windowS: 1, withoutRedis: 'fail' });
    await limit.admit('s');
    // The window's end is Redis' own: wait for the key to go, not for a time.
    while ((await redis.exists(`${prefix}:rate:s`)) === 1);
    expect(await limit.admit('s')).toEqual({ admitted: true });
  });

  it('without Redis fails, or counts here', async () => {
    const away = connect('redis://127.0.0.1:1');
    await new Promise((resolve) => away.once('end', resolve));
    const options = { most: 1, windowS: 60 };
    const failing = new RateLimit(away, 'rate', { ...options, withoutRedis: 'fail' });
    await expect(failing.admit('s')).rejects.toMatchObject({ message: 'Connection is closed.' });
    const counting = new RateLimit(away, 'rate', { ...options, withoutRedis: 'count-here' });
    expect(await counting.admit('s')).toEqual({ admitted: true });
    expect(await counting.admit('s')).toEqual({ admitted: false, retryAfterS: expect.any(Number) });
  });
});
