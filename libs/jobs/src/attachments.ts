import type { Redis } from 'ioredis';

const keyOf = (prefix: string, jobId: string, name: string): string => `${prefix}:attached:${jobId}:${name}`;

/** Stores data of a job that are too large for its result. Storing the same twice is storing it once. */
export async function storeAttachment(
  redis: Redis,
  prefix: string,
  { jobId, name }: { readonly jobId: string; readonly name: string },
  data: Buffer,
  keepS: number,
): Promise<void> {
  await redis.set(keyOf(prefix, jobId, name), data, 'EX', keepS);
}

/** What was attached to a job under a name, or null where there is nothing (any more). */
export async function readAttachment(
  redis: Redis,
  prefix: string,
  { jobId, name }: { readonly jobId: string; readonly name: string },
): Promise<Buffer | null> {
  return await redis.getBuffer(keyOf(prefix, jobId, name));
}
