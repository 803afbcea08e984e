import type { Redis } from 'ioredis';

export type Admission =
  | { readonly admitted: true }
  /** Whole seconds after which asking again may be admitted; at least 1. */
  | { readonly admitted: false; readonly retryAfterS: number };

/**
 * Counts one use of `key`, and says whether it is within `most` a window. The window begins with its first use; all
 * processes that share the Redis count together.
 */
export async function admit(
  redis: Redis,
  prefix: string,
  key: string,
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
): Promise<Admission> {
  const name = `${prefix}:rate:${key}`;
  const replies = await redis.multi().set(name, 0, 'PX', windowMs, 'NX').incr(name).pttl(name).exec();
  const [uses, leftMs] = [Number(replies?.[1]?.[1] ?? 0), Number(replies?.[2]?.[1] ?? windowMs)];
  return uses <= most
    ? { admitted: true }
    : { admitted: false, retryAfterS: Math.max(1, Math.ceil(leftMs / 1_000)) };
}
