import { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import { impatientConnection } from '@mining-ops/jobs/redis-connection.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { onShutdown } from '@mining-ops/platform/process-lifecycle.js';

/** Requests a minute of one key or address where there are keys and nothing else is said: ten a second. */
const DEFAULT_PER_MINUTE = 600;
const MINUTE_S = 60;
/** A Redis that hangs must not hold every request up for longer. */
const COUNTING_TAKES_MS = 500;

/**
 * The limit of requests, counted with the other gateways while Redis answers, and alone while it does not. Null where
 * there is none.
 */
export function openRateLimit(config: Config, hasKeys: boolean, logger: Logger): RateLimit | null {
  const most = config.ratePerMinute ?? (hasKeys ? DEFAULT_PER_MINUTE : null);
  if (most === null) return null;
  const warn = (error: Error): void => {
    logger.warn({ err: error }, 'Redis connection');
  };
  const redis = impatientConnection(requireRedisUrl(config), warn, COUNTING_TAKES_MS);
  const close = (): void => {
    redis.disconnect();
  };
  onShutdown(close, { logger });
  return new RateLimit(redis, config.queuePrefix, { most, windowS: MINUTE_S, withoutRedis: 'count-here' });
}
