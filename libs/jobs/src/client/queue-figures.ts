import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { AnyJobDefinition } from '../definitions/job-definition.js';
import { impatientConnection, untilReady } from '../redis-connection.js';
import { reaching } from './queue-unreachable-error.js';

/** The states that a job of a queue can be in, in BullMQ's words. */
export const QUEUE_STATES = [
  'waiting',
  'active',
  'delayed',
  'waiting-children',
  'completed',
  'failed',
] as const;

/** One queue as it stands. */
export interface QueueFigures {
  readonly queue: string;
  /** Jobs by state; finished ones as long as they are kept. */
  readonly jobs: Readonly<Record<(typeof QUEUE_STATES)[number], number>>;
  /** Since when the job waits that no worker has begun and is next, epoch ms; null where none waits. */
  readonly oldestWaitingMs: number | null;
  /** Processes that take jobs from it. */
  readonly workers: number;
}

/** Jobs that go on after a fan-out wait at the front of the queue; so many at most are looked past. */
const LOOKED_PAST = 20;

/** Looks at queues from outside, for metrics. */
export class QueueWatch {
  private constructor(
    private readonly redis: Redis,
    private readonly queues: readonly Queue[],
  ) {}

  /** Connects, and returns once Redis answers. */
  static async open(
    definitions: readonly AnyJobDefinition[],
    options: {
      readonly redisUrl: string;
      readonly prefix: string;
      readonly onError: (error: Error) => void;
    },
  ): Promise<QueueWatch> {
    const { redisUrl, prefix, onError } = options;
    const redis = impatientConnection(redisUrl, onError);
    await untilReady(redis);
    const queues = definitions.map((definition) => {
      const queue = new Queue(definition.queue, { connection: redis, prefix, skipWaitingForReady: true });
      queue.on('error', onError);
      return queue;
    });
    return new QueueWatch(redis, queues);
  }

  /** @throws QueueUnreachableError where Redis does not answer */
  async figures(): Promise<QueueFigures[]> {
    return await reaching(this.redis, () => Promise.all(this.queues.map((queue) => this.figuresOf(queue))));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.queues.map((queue) => queue.close()));
    this.redis.disconnect();
  }

  private async figuresOf(queue: Queue): Promise<QueueFigures> {
    const [counts, oldestWaitingMs, workers] = await Promise.all([
      queue.getJobCounts(...QUEUE_STATES),
      this.oldestWaitingMs(queue),
      queue.getWorkersCount(),
    ]);
    const jobs = Object.fromEntries(QUEUE_STATES.map((state) => [state, counts[state] ?? 0]));
    return { queue: queue.name, jobs: jobs as QueueFigures['jobs'], oldestWaitingMs, workers }; // one for each state
  }

  /** Jobs enter their queue's list on the left and leave it on the right. */
  private async oldestWaitingMs(queue: Queue): Promise<number | null> {
    const ids = await this.redis.lrange(queue.toKey('wait'), -LOOKED_PAST, -1);
    if (ids.length === 0) return null;
    const reading = this.redis.pipeline();
    // `ats`: how often it was begun. A job that was is not one that nobody takes.
    for (const id of ids.reverse()) reading.hmget(queue.toKey(id), 'timestamp', 'ats');
    for (const [, fields] of (await reading.exec()) ?? []) {
      const [timestamp, begun] = fields as [string | null, string | null];
      if (timestamp !== null && begun === null) return Number(timestamp);
    }
    return null;
  }
}
