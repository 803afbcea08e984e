import type { Redis } from 'ioredis';

/** What is left behind by a family that nobody looks after any more is gone after this long. */
const LEFT_BEHIND_S = 3_600;

/**
 * Binary results that a job and its children keep for each other, outside the queue: a job's own result is copied into
 * the event stream and into its parent, which is no place for megabytes. They are gone once the job has ended.
 */
export class KeptResults {
  private readonly key: string;

  /** @param jobId of the parent */
  constructor(
    private readonly redis: Redis,
    prefix: string,
    jobId: string,
  ) {
    this.key = `${prefix}:kept:${jobId}`;
  }

  /** Keeps values under names, all or none. Doing it twice is doing it once. */
  async put(values: ReadonlyMap<string, Buffer>): Promise<void> {
    await this.redis.multi().hset(this.key, new Map(values)).expire(this.key, LEFT_BEHIND_S).exec();
  }

  /** The values kept under these names, in their order; null where there is none (any more). */
  async get(names: readonly string[]): Promise<(Buffer | null)[]> {
    return names.length === 0 ? [] : await this.redis.hmgetBuffer(this.key, ...names);
  }

  async drop(): Promise<void> {
    await this.redis.unlink(this.key);
  }
}
