import path from 'node:path';
import 'reflect-metadata';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { QueueWatch } from '@mining-ops/jobs/client/queue-figures.js';
import { ALL_JOBS, CHILD_JOBS } from '@mining-ops/jobs/definitions/all-jobs.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { serveMetrics } from '@mining-ops/platform/metrics/serve-metrics.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { checkExposure } from '@mining-ops/platform/sign-in/exposure.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { createGateway } from './gateway-app.js';
import { stopServing } from './http/stop-serving.js';
import { openRateLimit } from './limits/open-rate-limit.js';
import { openOperatorPages } from './operator/open-operator-pages.js';

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

  const redis = {
    redisUrl: requireRedisUrl(config),
    prefix: config.queuePrefix,
    onError: (error: Error): void => {
      logger.warn({ err: error }, 'Redis connection');
    },
  };
  const jobs = await JobClient.open(ALL_JOBS, {
    ...redis,
    keep: { ageS: config.jobRetentionS, count: config.jobRetentionCount },
  });
  onShutdown(() => jobs.close(), { logger });
  const queues = await QueueWatch.open([...ALL_JOBS, ...CHILD_JOBS], redis);
  onShutdown(() => queues.close(), { logger });

  const rateLimit = openRateLimit(config, keys !== null, logger);
  const metrics = new ProcessMetrics(logger);
  const queueFigures = (): ReturnType<QueueWatch['figures']> => queues.figures();
  if (config.metricsPort !== 0) await serveMetrics(metrics, config, logger);
  const operatorPages = await openOperatorPages(config, keys, logger);
  const app = await createGateway(
    { config, jobs, store, keys, rateLimit, operatorPages, metrics, queueFigures },
    logger,
  );
  await app.listen(config.port, config.host);
  const stopWaiting = (): void => {
    jobs.stopWaiting();
  };
  onShutdown(() => stopServing(app, stopWaiting), { logger });
  logger.info({ port: config.port, host: config.host }, 'gateway ready');
  signalReady({ port: config.port });
}

await runService('gateway', run);
