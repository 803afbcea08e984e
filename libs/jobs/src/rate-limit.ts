import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export type Admission =
  | { readonly admitted: true }
  /** Whole seconds after which asking again may be admitted; at least 1. */
  | { readonly admitted: false; readonly retryAfterS: number };

export interface RateLimitOptions {
  /** Uses within a window. */
  readonly most: number;
  /** Whole seconds. */
  readonly windowS: number;
  /** Where Redis does not answer: fail, or count in this process alone. */
  readonly withoutRedis: 'fail' | 'count-here';
}

/**
 * Counts uses by key. A key's window begins with its first use. All processes that share the Redis count together, in
 * one step of Redis each.
 */
export class RateLimit {
  private readonly limiter: RateLimiterRedis;

  constructor(redis: Redis, prefix: string, { most, windowS, withoutRedis }: RateLimitOptions) {
    const limit = { points: most, duration: windowS };
    this.limiter = new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      keyPrefix: `${prefix}:rate`,
      rejectIfRedisNotReady: withoutRedis === 'count-here',
      ...(withoutRedis === 'count-here' ? { insuranceLimiter: new RateLimiterMemory(limit) } : {}),
    });
  }

  /** Counts one use of `key`, and says whether it is within the limit. */
  async admit(key: string): Promise<Admission> {
    try {
      await this.limiter.consume(key);
      return { admitted: true };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { admitted: false, retryAfterS: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)) };
    }
  }
}
