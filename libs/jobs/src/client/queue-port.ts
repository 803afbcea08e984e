import { setTimeout as delay } from 'node:timers/promises';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { decodeFailure } from '../definitions/job-failure.js';
import type { AnyJobDefinition } from '../definitions/job-definition.js';
import { MESSAGE_TYPES, type JobMessage } from '../definitions/job-message.js';
import { STREAM_LENGTH } from '../event-stream.js';
import { telemetryOption } from '../queue-telemetry.js';
import type { JobEvent } from './job-view.js';
import { reaching } from './queue-unreachable-error.js';

/** Something that happened to one job, as heard from the queue's event stream. */
export interface HeardEvent extends JobEvent {
  readonly id: string;
  readonly jobId: string;
}

type Listener = (event: HeardEvent) => void;

/** BullMQ types only its own events; messages of jobs come beside them. */
interface CustomEvents {
  on(event: string, listener: (entry: { jobId: string; data: string }, id: string) => void): unknown;
}

const CLOSE_LIMIT_MS = 500;

/**
 * One queue as a producer sees it: adding jobs, and hearing what happens to them. One blocking connection listens for
 * all jobs of the queue; nothing polls. It begins when somebody wants to hear: whoever seldom asks anything of a queue
 * need not take in all that is said of it.
 */
export class QueuePort {
  readonly queue: Queue;
  private readonly listeners = new Map<string, Set<Listener>>();
  private events: Promise<QueueEvents> | null = null;

  /**
   * @param redis for commands: impatient
   * @param listening for the blocking read of events: patient
   */
  constructor(
    readonly definition: AnyJobDefinition,
    private readonly prefix: string,
    private readonly redis: Redis,
    private readonly listening: Redis,
    private readonly onError: (error: Error) => void,
  ) {
    this.queue = new Queue(definition.queue, {
      connection: redis,
      prefix,
      skipWaitingForReady: true,
      streams: { events: { maxLen: STREAM_LENGTH } },
      ...telemetryOption(),
    });
    this.queue.on('error', onError);
  }

  /**
   * Hears what happens from now on, and from here on until it is closed. To be called before `listen`.
   *
   * @throws QueueUnreachableError while Redis is away
   */
  async hear(): Promise<void> {
    this.events ??= this.beginToHear();
    try {
      await this.events;
    } catch (error) {
      this.events = null;
      throw error;
    }
  }

  /** Calls back at every event of a job, until the returned function is called. */
  listen(jobId: string, listener: Listener): () => void {
    const set = this.listeners.get(jobId) ?? new Set();
    set.add(listener);
    this.listeners.set(jobId, set);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(jobId) === set) this.listeners.delete(jobId);
    };
  }

  /** A job's events after the one with the given id, as far back as the stream goes. */
  async replay(jobId: string, afterId: string): Promise<HeardEvent[]> {
    const key = `${this.prefix}:${this.queue.name}:events`;
    const entries = await reaching(this.redis, () => this.redis.xrange(key, `(${afterId}`, '+'));
    return entries.flatMap(([id, fields]) => {
      const event = readEntry(id, fields);
      return event?.jobId === jobId ? [event] : [];
    });
  }

  /** Place in the queue, 1 being next; null where the job does not wait. */
  async position(jobId: string): Promise<number | null> {
    const key = `${this.prefix}:${this.queue.name}:wait`; // jobs enter on the left and leave on the right
    const [[, index], [, length]] = (await this.redis.multi().lpos(key, jobId).llen(key).exec()) as [
      [Error | null, number | null],
      [Error | null, number],
    ];
    return index === null ? null : length - index;
  }

  async close(): Promise<void> {
    this.listeners.clear();
    // While Redis is away ioredis never says that it has ended, though it has; BullMQ would wait for that for ever.
    const events = await this.events?.catch(() => null);
    if (events) await Promise.race([events.close(), delay(CLOSE_LIMIT_MS, null, { ref: false })]);
    await this.queue.close();
  }

  private async beginToHear(): Promise<QueueEvents> {
    // Events from exactly here on: "$" would miss what happens between connecting and the first blocking read.
    const key = `${this.prefix}:${this.queue.name}:events`;
    const [last] = await reaching(this.redis, () => this.redis.xrevrange(key, '+', '-', 'COUNT', 1));
    const events = new QueueEvents(this.queue.name, {
      connection: this.listening,
      prefix: this.prefix,
      lastEventId: last?.[0] ?? '0-0',
    });
    events.on('error', this.onError);
    events.on('progress', ({ jobId, data }, id) => {
      this.tell({ id, jobId, type: 'progress', data });
    });
    for (const type of MESSAGE_TYPES) {
      (events as CustomEvents).on(type, ({ jobId, data }, id) => {
        this.tell({ id, jobId, type, data: JSON.parse(data) });
      });
    }
    events.on('completed', ({ jobId, returnvalue }, id) => {
      this.tell({ id, jobId, type: 'completed', data: returnvalue });
    });
    events.on('failed', ({ jobId, failedReason }, id) => {
      this.tell(failedEvent(id, jobId, failedReason));
    });
    events.on('removed', ({ jobId }, id) => {
      this.tell({ id, jobId, type: 'cancelled', data: null });
    });
    return events;
  }

  private tell(event: HeardEvent): void {
    for (const listener of [...(this.listeners.get(event.jobId) ?? [])]) listener(event);
  }
}

function failedEvent(id: string, jobId: string, reason: string): HeardEvent {
  const failure = decodeFailure(reason);
  return { id, jobId, type: failure.kind === 'CANCELLED' ? 'cancelled' : 'failed', data: failure };
}

/** Reads an entry of BullMQ's event stream: alternating field names and values. */
function readEntry(id: string, fields: readonly string[]): HeardEvent | null {
  const entry = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) entry.set(fields[i] ?? '', fields[i + 1] ?? '');
  const jobId = entry.get('jobId');
  if (jobId === undefined) return null;
  switch (entry.get('event')) {
    case 'progress':
      return { id, jobId, type: 'progress', data: JSON.parse(entry.get('data') ?? 'null') };
    case 'token':
    case 'replace':
      return {
        id,
        jobId,
        type: entry.get('event') as JobMessage['type'],
        data: JSON.parse(entry.get('data') ?? 'null'),
      };
    case 'completed':
      return { id, jobId, type: 'completed', data: JSON.parse(entry.get('returnvalue') ?? 'null') };
    case 'failed':
      return failedEvent(id, jobId, entry.get('failedReason') ?? '');
    case 'removed':
      return { id, jobId, type: 'cancelled', data: null };
    default:
      return null;
  }
}
