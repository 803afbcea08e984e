import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';

const INTERVAL_MS = 2_000;
/** Three missed beats: the process is taken for dead. */
const LIFETIME_MS = 6_000;

const keyOf = (prefix: string, service: string): string => `${prefix}:heartbeats:${service}`;

async function redisNowMs(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
}

/**
 * Says every two seconds that this process lives. Times are Redis' own, so that hosts' clocks need not agree.
 *
 * @param version of what its answers depend on beside the question and the data; without spaces
 * @returns a function that stops it and takes the process off the list
 */
export async function startHeartbeat(
  redis: Redis,
  prefix: string,
  service: string,
  onError: (error: unknown) => void,
  version = '',
): Promise<() => Promise<void>> {
  const key = keyOf(prefix, service);
  // In containers all process ids are 1 and host names may repeat.
  const instance = `${hostname()}-${process.pid}-${randomUUID()} ${version}`;
  const beat = async (): Promise<void> => {
    const nowMs = await redisNowMs(redis);
    await redis
      .multi()
      .zadd(key, nowMs, instance)
      .zremrangebyscore(key, 0, nowMs - LIFETIME_MS)
      .exec();
  };
  await beat();
  const timer = setInterval(() => {
    beat().catch(onError);
  }, INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await redis.zrem(key, instance);
  };
}

/** Number of processes of a service that gave a sign of life in the last six seconds. */
export async function livingInstances(redis: Redis, prefix: string, service: string): Promise<number> {
  const nowMs = await redisNowMs(redis);
  return await redis.zcount(keyOf(prefix, service), nowMs - LIFETIME_MS, '+inf');
}

/** Whether a process of a service on this host (in this container) gave a sign of life in the last six seconds. */
export async function livesHere(redis: Redis, prefix: string, service: string): Promise<boolean> {
  const nowMs = await redisNowMs(redis);
  const instances = await redis.zrangebyscore(keyOf(prefix, service), nowMs - LIFETIME_MS, '+inf');
  return instances.some((instance) => instance.startsWith(`${hostname()}-`));
}

/** The versions, each once, of the processes of a service that gave a sign of life in the last six seconds. */
export async function livingVersions(redis: Redis, prefix: string, service: string): Promise<string[]> {
  const nowMs = await redisNowMs(redis);
  const instances = await redis.zrangebyscore(keyOf(prefix, service), nowMs - LIFETIME_MS, '+inf');
  return [...new Set(instances.map((instance) => instance.slice(instance.indexOf(' ') + 1)))];
}
