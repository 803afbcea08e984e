import type { Redis } from 'ioredis';
import { z } from 'zod';

const markSchema = z.object({
  name: z.string(),
  /** Of the request, so that another one with the same key is still told apart. */
  fingerprint: z.string(),
  createdAtMs: z.number(),
  cancelledAtMs: z.number(),
});
/** What is remembered of a cancelled job. */
export type CancelMark = z.infer<typeof markSchema>;

const keyOf = (prefix: string, jobId: string): string => `${prefix}:cancelled:${jobId}`;

/** The channel on which running jobs are called off. Its messages are job ids. */
export const cancelChannel = (prefix: string): string => `${prefix}:cancel`;

/** Remembers that a job is cancelled: a worker that takes it up later, or again, sees it and stops. */
export async function markCancelled(
  redis: Redis,
  prefix: string,
  jobId: string,
  mark: CancelMark,
  keepS: number,
): Promise<void> {
  await redis.set(keyOf(prefix, jobId), JSON.stringify(mark), 'EX', keepS);
}

/** The mark of a cancelled job, or null. */
export async function readCancelMark(
  redis: Redis,
  prefix: string,
  jobId: string,
): Promise<CancelMark | null> {
  const stored = await redis.get(keyOf(prefix, jobId));
  return stored === null ? null : markSchema.parse(JSON.parse(stored));
}
