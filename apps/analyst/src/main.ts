import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
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
import { ChatHandler } from './chat-handler.js';

/** A generation in progress gets this long to end at shutdown. */
const GRACE_MS = 1_000;

async function run(config: Config, logger: Logger): Promise<void> {
  const redisUrl = requireRedisUrl(config);
  const { queuePrefix: prefix, analystConcurrency: concurrency } = config;
  const handler = new ChatHandler({
    host: config.ollamaHost,
    model: config.ollamaModel,
    deadlineMs: config.chatDeadlineMs,
  });
  const worker = await startJobWorker(chatJob, (payload, context) => handler.handle(payload, context), {
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
  const stopHeartbeat = await startHeartbeat(redis, prefix, 'analyst', warn);
  onShutdown(
    async () => {
      await stopHeartbeat();
      redis.disconnect();
    },
    { logger },
  );
  logger.info({ model: config.ollamaModel, host: config.ollamaHost }, 'analyst ready');
  signalReady();
}

const config = loadConfig();
const logger = createLogger({ service: 'analyst', level: config.logLevel });
exitOnUnhandledErrors(logger);
try {
  await run(config, logger);
} catch (error) {
  await exitWithFailure(logger, error);
}
