import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { startHeartbeat } from '@mining-ops/jobs/heartbeat.js';
import { patientConnection } from '@mining-ops/jobs/redis-connection.js';
import { startJobWorker } from '@mining-ops/jobs/worker/job-worker.js';
import { loadConfig, requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import { createLogger, type Logger } from '@mining-ops/platform/logger.js';
import {
  exitOnUnhandledErrors,
  exitWithFailure,
  onShutdown,
  signalReady,
} from '@mining-ops/platform/process-lifecycle.js';
import { StrategyHandler } from './strategy-handler.js';
import { ThreadPool } from './thread-pool.js';

/** Jobs in progress get this long to end at shutdown; then they go back to the queue. */
const GRACE_MS = 1_500;

async function run(config: Config, logger: Logger): Promise<void> {
  const redisUrl = requireRedisUrl(config);
  const {
    dataDir,
    queuePrefix: prefix,
    simulatorThreads: threads,
    simulatorConcurrency: concurrency,
  } = config;

  // The gateway writes the quarantine files; one process is enough.
  const store = new SnapshotStore({ dataDir, quarantineDir: null });
  onShutdown(() => store.close(), { logger });
  const pool = new ThreadPool(threads, new URL('./thread.js', import.meta.url).href);
  onShutdown(() => pool.close(), { logger });
  await store.current();
  store.watch();

  const handler = new StrategyHandler({
    currentSnapshot: () => store.current(),
    threads,
    simulate: (task) => pool.run(task),
  });
  const worker = await startJobWorker(strategyJob, (question, context) => handler.handle(question, context), {
    redisUrl,
    prefix,
    concurrency,
    log: logger,
  });
  onShutdown(() => worker.close(GRACE_MS), { logger });

  const warn = (error: unknown): void => {
    logger.warn({ err: error }, 'heartbeat');
  };
  const redis = patientConnection(redisUrl, warn);
  const stopHeartbeat = await startHeartbeat(redis, prefix, 'simulator', warn);
  onShutdown(
    async () => {
      await stopHeartbeat();
      redis.disconnect();
    },
    { logger },
  );
  logger.info({ threads, concurrency }, 'simulator ready');
  signalReady({ threads });
}

const config = loadConfig();
const logger = createLogger({ service: 'simulator', level: config.logLevel });
exitOnUnhandledErrors(logger);
try {
  await run(config, logger);
} catch (error) {
  await exitWithFailure(logger, error);
}
