import type { Redis } from 'ioredis';

/** Every key that begins with a prefix, with all that it holds, as one text. */
export async function everythingInRedis(redis: Redis, prefix: string): Promise<string> {
  const keys = await redis.keys(`${prefix}*`);
  const held = await Promise.all(keys.map(async (key) => [key, await contentOf(redis, key)]));
  return JSON.stringify(held);
}

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return await redis.get(key);
    case 'hash':
      return await redis.hgetall(key);
    case 'list':
      return await redis.lrange(key, 0, -1);
    case 'set':
      return await redis.smembers(key);
    case 'zset':
      return await redis.zrange(key, '0', '-1');
    case 'stream':
      return await redis.xrange(key, '-', '+');
    case 'none':
      return null; // it has expired meanwhile
    default:
      throw new Error(`${key} is a ${type}, which nothing here can read`);
  }
}
