import { openQueues } from '@mining-ops/jobs/client/open-queues.js';
import { ALL_JOBS, CHILD_JOBS } from '@mining-ops/jobs/definitions/all-jobs.js';
import { impatientConnection, untilReady } from '@mining-ops/jobs/redis-connection.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { onShutdown } from '@mining-ops/platform/process-lifecycle.js';
import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import type { RequestHandler } from 'express';
import { operatorPages } from './operator-pages.js';
import { OperatorSessions } from './sessions.js';

/** The operator pages with a connection of their own, which is closed at shutdown. */
export async function openOperatorPages(
  config: Config,
  keys: KeyRing | null,
  logger: Logger,
): Promise<RequestHandler> {
  const { queuePrefix: prefix, operatorSessionS } = config;
  const warn = (error: Error): void => {
    logger.warn({ err: error }, 'Redis connection');
  };
  const redis = impatientConnection(requireRedisUrl(config), warn);
  await untilReady(redis);
  // A part of a job goes with its parent: trying it again alone would help nobody.
  const mayRetry = openQueues(ALL_JOBS, redis, prefix, warn);
  const queues = [...mayRetry, ...openQueues(CHILD_JOBS, redis, prefix, warn)];
  onShutdown(
    async () => {
      await Promise.allSettled(queues.map((queue) => queue.close()));
      redis.disconnect();
    },
    { logger },
  );
  const sessions = keys && new OperatorSessions({ redis, prefix, keys, lastsS: operatorSessionS });
  return operatorPages({
    access: keys && sessions && { keys, sessions, sessionLastsS: operatorSessionS },
    queues,
    mayRetry,
    logger,
  });
}
