import path from 'node:path';
import 'reflect-metadata';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { ALL_JOBS } from '@mining-ops/jobs/definitions/all-jobs.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { checkExposure } from '@mining-ops/platform/sign-in/exposure.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import { impatientConnection } from '@mining-ops/jobs/redis-connection.js';
import { createGateway } from './gateway-app.js';

/** Requests a minute of one key or address where there are keys and nothing else is said: ten a second. */
const DEFAULT_RATE_PER_MINUTE = 600;
/** A Redis that hangs must not hold every request up for longer. */
const COUNTING_TAKES_MS = 500;

async function run(config: Config, logger: Logger): Promise<void> {
  const keys = KeyRing.open(config, logger);
  onShutdown(() => keys?.close(), { logger });
  await checkExposure(config, keys !== null);

  const store = new SnapshotStore({
    dataDir: config.dataDir,
    quarantineDir: path.join(config.logsDir, 'quarantine'),
  });
  onShutdown(() => store.close(), { logger });
  await store.current();
  store.watch();

  const jobs = await JobClient.open(ALL_JOBS, {
    redisUrl: requireRedisUrl(config),
    prefix: config.queuePrefix,
    keep: { ageS: config.jobRetentionS, count: config.jobRetentionCount },
    onError: (error) => {
      logger.warn({ err: error }, 'Redis connection');
    },
  });
  onShutdown(() => jobs.close(), { logger });

  const rateLimit = openRateLimit(config, keys !== null, logger);
  const app = await createGateway({ config, jobs, store, keys, rateLimit }, logger);
  await app.listen(config.port, config.host);
  onShutdown(
    () => {
      // Open event streams would otherwise keep the server from closing.
      app.getHttpServer().closeAllConnections();
      return app.close();
    },
    { logger },
  );
  logger.info({ port: config.port, host: config.host }, 'gateway ready');
  signalReady({ port: config.port });
}

/** Counts with the other gateways while Redis answers, and alone while it does not. */
function openRateLimit(config: Config, hasKeys: boolean, logger: Logger): RateLimit | null {
  const most = config.ratePerMinute ?? (hasKeys ? DEFAULT_RATE_PER_MINUTE : null);
  if (most === null) return null;
  const warn = (error: Error): void => {
    logger.warn({ err: error }, 'Redis connection');
  };
  const redis = impatientConnection(requireRedisUrl(config), warn, COUNTING_TAKES_MS);
  onShutdown(
    () => {
      redis.disconnect();
    },
    { logger },
  );
  return new RateLimit(redis, config.queuePrefix, { most, windowS: 60, withoutRedis: 'count-here' });
}

await runService('gateway', run);
