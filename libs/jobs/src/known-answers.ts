import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { SearchBasis } from './definitions/search-basis.js';

/** All that an answer depends on. */
export interface AnswerOrigin {
  /** The job's payload, normalised: equal questions are equal JSON. */
  readonly question: unknown;
  /** What it was answered from. */
  readonly basis: SearchBasis;
  /** Of the program that answers, and of whatever else it uses. */
  readonly version: string;
}

const byTarget = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);

function keyOf(prefix: string, { question, basis, version }: AnswerOrigin): string {
  const digest = createHash('sha256')
    .update(
      JSON.stringify([question, basis.dataFingerprint, Object.entries(basis.models).sort(byTarget), version]),
    )
    .digest('hex');
  return `${prefix}:answers:${digest}`;
}

/** Remembers which job has the answer, for `keepS` seconds. */
export async function rememberAnswer(
  redis: Redis,
  prefix: string,
  origin: AnswerOrigin,
  jobId: string,
  keepS: number,
): Promise<void> {
  await redis.set(keyOf(prefix, origin), jobId, 'EX', keepS);
}

/** The job that answered the same from the same, or null. It may be kept no longer, or not have ended yet. */
export async function jobWithAnswer(
  redis: Redis,
  prefix: string,
  origin: AnswerOrigin,
): Promise<string | null> {
  return await redis.get(keyOf(prefix, origin));
}
