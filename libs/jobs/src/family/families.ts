import { Queue, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import type { JobDefinition } from '../definitions/job-definition.js';
import { decodeFailure, type JobFailure } from '../definitions/job-failure.js';
import type { JobProgress } from '../definitions/job-progress.js';
import { inRequest, type StoredJob } from '../stored-job.js';
import { telemetryOption } from '../queue-telemetry.js';
import { childIdOf, type FanOut } from './fan-out.js';

/** Adds the children of jobs to their queues. */
export class Families {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Adds the children that are not there yet, all or none. */
  async add(parent: Job, { definition, children }: FanOut): Promise<void> {
    const parentId = parent.id ?? '';
    await this.queueOf(definition.queue).addBulk(
      children.map(({ key, payload }) => ({
        name: definition.name,
        data: {
          payload: definition.payload.parse(payload),
          fingerprint: '',
          ...inRequest(),
        } satisfies StoredJob,
        opts: {
          jobId: childIdOf(definition, parentId, key),
          parent: { id: parentId, queue: parent.queueQualifiedName },
          // The parent is called at once, to fail with the child's reason; it would wait for the others otherwise.
          continueParentOnFailure: true,
          attempts: definition.attempts,
          backoff: { type: 'exponential', delay: definition.backoffMs },
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
  }

  /** Tells how far the parent of a job is: while it waits for its children, they are the ones to know. */
  async reportParent({ parent }: Job, progress: JobProgress): Promise<void> {
    if (parent?.id === undefined) return;
    const queue = parent.queueKey.slice(this.prefix.length + 1);
    await this.queueOf(queue).updateJobProgress(parent.id, progress);
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queueOf(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue(name, {
      connection: this.redis,
      prefix: this.prefix,
      skipWaitingForReady: true,
      ...telemetryOption(),
    });
    queue.on('error', this.onError);
    this.queues.set(name, queue);
    return queue;
  }
}

/** Why a child of the job failed for good, the first by id of several; null where none has. */
export async function failureOfChild(parent: Job): Promise<JobFailure | null> {
  const failures = Object.entries(await parent.getIgnoredChildrenFailures());
  const [first] = failures.sort(([a], [b]) => (a < b ? -1 : 1));
  return first ? decodeFailure(first[1]) : null;
}

/** The results of the job's children of one kind that have completed, by their keys. */
export async function resultsOfChildren<Payload extends z.ZodType, Result extends z.ZodType>(
  parent: Job,
  definition: JobDefinition<Payload, Result>,
): Promise<ReadonlyMap<string, z.infer<Result>>> {
  const start = childIdOf(definition, parent.id ?? '', '');
  const results = new Map<string, z.infer<Result>>();
  for (const [redisKey, value] of Object.entries(await parent.getChildrenValues<unknown>())) {
    const childId = redisKey.slice(redisKey.lastIndexOf(':') + 1);
    if (childId.startsWith(start)) results.set(childId.slice(start.length), definition.result.parse(value));
  }
  return results;
}
