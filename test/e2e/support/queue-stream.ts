import { Redis } from 'ioredis';

export interface QueueEvent {
  /** When it happened, epoch ms by Redis' clock. */
  readonly atMs: number;
  readonly name: string;
  readonly jobId: string;
}

/** The events of a queue as they come, from its first on: what BullMQ itself says of every job, children too. */
export class QueueStream {
  private last = '0-0';
  private readonly redis: Redis;

  constructor(
    redisUrl: string,
    private readonly key: string,
  ) {
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  }

  /** Waits for the first event from here on that is wanted. */
  async until(wanted: (event: QueueEvent) => boolean): Promise<QueueEvent> {
    for (;;) {
      const read = await this.redis.xread('BLOCK', 0, 'STREAMS', this.key, this.last);
      for (const [id, fields] of read?.[0]?.[1] ?? []) {
        this.last = id;
        const event = eventOf(id, fields);
        if (wanted(event)) return event;
      }
    }
  }

  /** All events so far. */
  async all(): Promise<QueueEvent[]> {
    return (await this.redis.xrange(this.key, '-', '+')).map(([id, fields]) => eventOf(id, fields));
  }

  close(): void {
    this.redis.disconnect();
  }
}

function eventOf(id: string, fields: readonly string[]): QueueEvent {
  const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
  return { atMs: Number(id.split('-')[0]), name: field('event'), jobId: field('jobId') };
}
