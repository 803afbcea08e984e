import { setTimeout as sleep } from 'node:timers/promises';
import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import { Redis } from 'ioredis';
import { closeConnection, isLoading, messageOf } from './connection.js';

const ANSWER_WITHIN_MS = 3_000;
const PAUSE_MS = 100;

/** The Redis that REDIS_URL names does not answer as it should. */
export class GivenRedisError extends Error {
  override readonly name = 'GivenRedisError';

  constructor(url: string, reason: string) {
    super(
      `the Redis of REDIS_URL (${redactSecrets(url)}) cannot be used: ${redactSecrets(reason)}. ` +
        'Start it, correct REDIS_URL, or unset REDIS_URL: then a private Redis is started.',
    );
  }
}

/**
 * Makes sure that a Redis which somebody else runs answers. It is never started, stopped or configured.
 *
 * @throws GivenRedisError after about 3 s at the latest
 */
export async function checkGivenRedis(url: string, signal?: AbortSignal): Promise<void> {
  const redis = new Redis(url, {
    protocol: 2,
    lazyConnect: true,
    connectTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  let cause: unknown;
  redis.on('error', (error) => {
    cause ??= error;
  });
  const late = new AbortController();
  const cancel = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  try {
    await Promise.race([ping(redis), giveUp(cancel)]);
  } catch (error) {
    signal?.throwIfAborted();
    throw new GivenRedisError(url, messageOf(cause ?? error));
  } finally {
    late.abort();
    closeConnection(redis);
  }
}

async function ping(redis: Redis): Promise<void> {
  await redis.connect();
  for (;;) {
    try {
      await redis.call('PING');
      return;
    } catch (error) {
      if (!isLoading(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function giveUp(signal: AbortSignal): Promise<never> {
  await sleep(ANSWER_WITHIN_MS, undefined, { signal });
  throw new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`);
}
