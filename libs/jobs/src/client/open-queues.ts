import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { AnyJobDefinition } from '../definitions/job-definition.js';

/**
 * The queues of kinds of job, to look into. What the queues' own users have set for them is left as it is.
 *
 * @param redis must be ready: a queue that begins without one never works
 */
export function openQueues(
  definitions: readonly AnyJobDefinition[],
  redis: Redis,
  prefix: string,
  onError: (error: Error) => void,
): Queue[] {
  return definitions.map(({ queue: name }) => {
    const queue = new Queue(name, {
      connection: redis,
      prefix,
      skipWaitingForReady: true,
      skipMetasUpdate: true,
    });
    queue.on('error', onError);
    return queue;
  });
}
