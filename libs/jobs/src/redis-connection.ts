import { Redis } from 'ioredis';

/**
 * A connection for a process that answers people: a command fails at once while Redis is away, instead of waiting.
 * It goes on trying to reconnect in the background.
 */
export function impatientConnection(
  url: string,
  onError: (error: Error) => void,
  commandTimeoutMs = 2_000,
): Redis {
  return withErrors(
    new Redis(url, {
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      connectTimeout: 3_000,
      // A Redis that took the command and hangs is as good as none.
      commandTimeout: commandTimeoutMs,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
    }),
    onError,
  );
}

/** A connection for listening and for workers: commands wait for as long as Redis is away. */
export function patientConnection(url: string, onError: (error: Error) => void): Redis {
  return withErrors(
    new Redis(url, {
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
    }),
    onError,
  );
}

/** ioredis would otherwise print unhandled error events itself. */
function withErrors(connection: Redis, onError: (error: Error) => void): Redis {
  connection.on('error', onError);
  return connection;
}

/** Waits until the connection can be used. */
export async function untilReady(connection: Redis): Promise<void> {
  if (connection.status === 'ready') return;
  await new Promise<void>((resolve) => connection.once('ready', resolve));
}
