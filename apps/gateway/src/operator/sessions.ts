import { createHash, randomBytes } from 'node:crypto';
import { reaching } from '@mining-ops/jobs/client/queue-unreachable-error.js';
import type { KeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { includesRole } from '@mining-ops/platform/sign-in/role.js';
import type { Redis } from 'ioredis';

const ID_BYTES = 32;

export interface SessionsOptions {
  readonly redis: Redis;
  readonly prefix: string;
  readonly keys: KeyRing;
  /** How long a session lasts, whatever is done in it, s. */
  readonly lastsS: number;
}

/**
 * Sessions of operators who signed in, in Redis, so that every gateway knows them. What is kept there lets nobody in: a
 * digest of the session's id, and of the key that began it.
 */
export class OperatorSessions {
  constructor(private readonly options: SessionsOptions) {}

  /** Begins a session. @returns its id, which only the browser keeps */
  async begin({ digest }: KeyEntry): Promise<string> {
    const { redis, lastsS } = this.options;
    const id = randomBytes(ID_BYTES).toString('base64url');
    await reaching(redis, () => redis.set(this.nameOf(id), digest, 'EX', lastsS));
    return id;
  }

  /**
   * Whose session it is; null where there is none with this id (any more), and where its key is accepted no longer, or
   * not as an operator's.
   */
  async find(id: string): Promise<KeyEntry | null> {
    const { redis, keys } = this.options;
    const digest = await reaching(redis, () => redis.get(this.nameOf(id)));
    const entry = digest === null ? null : keys.withDigest(digest);
    return entry !== null && includesRole(entry.role, 'operator') ? entry : null;
  }

  async end(id: string): Promise<void> {
    const { redis } = this.options;
    await reaching(redis, () => redis.del(this.nameOf(id)));
  }

  private nameOf(id: string): string {
    return `${this.options.prefix}:operator-sessions:${createHash('sha256').update(id).digest('hex')}`;
  }
}
