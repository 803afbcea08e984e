import type { Redis } from 'ioredis';

/** Redis does not answer: nothing was enqueued, nothing is known. */
export class QueueUnreachableError extends Error {
  override readonly name = 'QueueUnreachableError';

  constructor(options?: ErrorOptions) {
    super('the job queue (Redis) cannot be reached', options);
  }
}

/**
 * Runs commands on a connection, and fails at once where Redis is away instead of waiting for it.
 *
 * @throws QueueUnreachableError where the connection is down, goes down meanwhile, or Redis does not answer in time
 */
export async function reaching<T>(redis: Redis, run: () => Promise<T>): Promise<T> {
  if (!isReady(redis)) throw new QueueUnreachableError();
  try {
    return await run();
  } catch (error) {
    if (!isReady(redis) || isConnectionError(error)) throw new QueueUnreachableError({ cause: error });
    throw error;
  }
}

function isReady({ status }: Redis): boolean {
  return status === 'ready';
}

/** ioredis has no error class for these; by the time they arrive it may have connected again. */
const CONNECTION_ERRORS =
  /^(Command timed out|Connection is closed|Command aborted due to connection close|Stream isn't writeable)/;

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'MaxRetriesPerRequestError' || CONNECTION_ERRORS.test(error.message)) return true;
  return 'syscall' in error; // of the socket itself: refused, reset, …
}
