import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const turnSchema = z.object({
  /** The job that answered: a job that runs twice is remembered once. */
  jobId: z.string(),
  question: z.string(),
  answer: z.string(),
});
export type SessionTurn = z.infer<typeof turnSchema>;

const factsSchema = z.object({
  strategies: z.array(z.record(z.string(), z.unknown())).nullable(),
  strategyJobId: z.string().nullable(),
});
/** What a conversation is about: the client's strategies, or a job's. */
export type SessionFacts = z.infer<typeof factsSchema>;

export interface Session {
  readonly turns: readonly SessionTurn[];
  readonly facts: SessionFacts | null;
}

const MOST_TURNS = 20;

/** Conversations in Redis: their last turns and what they are about, until nobody has asked for a while. */
export class SessionStore {
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly keepS: number,
  ) {}

  async read(sessionId: string): Promise<Session> {
    const [turns, facts] = this.keysOf(sessionId);
    const replies = await this.redis.multi().lrange(turns, 0, -1).get(facts).exec();
    const [stored, about] = [replies?.[0]?.[1] as string[] | undefined, replies?.[1]?.[1] as string | null];
    return {
      turns: (stored ?? []).map((turn) => turnSchema.parse(JSON.parse(turn))),
      facts: about === null ? null : factsSchema.parse(JSON.parse(about)),
    };
  }

  /** Remembers a turn, and what it was about where the client said so. */
  async remember(sessionId: string, turn: SessionTurn, about: SessionFacts | null): Promise<void> {
    const [turns, facts] = this.keysOf(sessionId);
    const { turns: known } = await this.read(sessionId);
    const commands = this.redis.multi();
    if (!known.some(({ jobId }) => jobId === turn.jobId)) commands.rpush(turns, JSON.stringify(turn));
    commands.ltrim(turns, -MOST_TURNS, -1).expire(turns, this.keepS);
    if (about !== null) commands.set(facts, JSON.stringify(about));
    await commands.expire(facts, this.keepS).exec();
  }

  /** By a digest: a client's name for its conversation may have any characters. */
  private keysOf(sessionId: string): [turns: string, facts: string] {
    const name = createHash('sha256').update(sessionId).digest('hex').slice(0, 32);
    return [`${this.prefix}:sessions:${name}:turns`, `${this.prefix}:sessions:${name}:facts`];
  }
}
