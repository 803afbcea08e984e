import { Redis } from 'ioredis';

const ANSWER_MS = 1_000;

/** Where a private Redis is to be found. */
export interface PrivateAddress {
  readonly port: number;
  readonly password: string;
}

export function urlOf({ port, password }: PrivateAddress): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}

/**
 * Runs commands on a private Redis over a connection of their own. Nothing is retried, and every answer is waited for
 * at most a second.
 *
 * The password is sent by an explicit AUTH: a Redis that wants none, and hence is not ours, refuses it.
 */
export async function askPrivateRedis<Answer>(
  { port, password }: PrivateAddress,
  ask: (redis: Redis) => Promise<Answer>,
): Promise<Answer> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    protocol: 2,
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  // Errors are also thrown by the commands; without a listener ioredis prints them.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.call('AUTH', password);
    return await ask(redis);
  } finally {
    closeConnection(redis);
  }
}

/** ioredis would keep the process alive for two seconds more when it disconnects what is closed already. */
export function closeConnection(redis: Redis): void {
  if (redis.status !== 'close' && redis.status !== 'end') redis.disconnect();
}

/** Whether it answers, is reading its data, or is not there. */
export async function stateOf(address: PrivateAddress): Promise<'ready' | 'loading' | 'absent'> {
  try {
    await askPrivateRedis(address, (redis) => redis.call('PING'));
    return 'ready';
  } catch (error) {
    return isLoading(error) ? 'loading' : 'absent';
  }
}

export function isLoading(error: unknown): boolean {
  return messageOf(error).startsWith('LOADING');
}

/** The message of an error; a connection refused on several addresses has only its code. */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, code } = error as { message?: unknown; code?: unknown };
  if (typeof message === 'string' && message !== '') return message;
  return typeof code === 'string' ? code : 'no reason given';
}
