import { jobProgressSchema } from '@mining-ops/jobs/definitions/job-progress.js';
import { Redis } from 'ioredis';

/**
 * Waits until a job of the queue has come further than `percent`; resolves to its id. Listens to the queue's own events,
 * for tests that need to know a job which nobody was told the id of yet.
 */
export async function untilProgress(
  redisUrl: string,
  prefix: string,
  queue: string,
  percent: number,
): Promise<string> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  try {
    let last = '0-0';
    for (;;) {
      const read = await redis.xread('BLOCK', 0, 'STREAMS', `${prefix}:${queue}:events`, last);
      for (const [, entries] of read ?? []) {
        for (const [id, fields] of entries) {
          last = id;
          const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
          if (field('event') !== 'progress') continue;
          if (jobProgressSchema.parse(JSON.parse(field('data'))).percent >= percent) return field('jobId');
        }
      }
    }
  } finally {
    redis.disconnect();
  }
}
