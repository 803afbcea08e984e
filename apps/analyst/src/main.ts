import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import { startWorkerService } from '@mining-ops/jobs/worker/worker-service.js';
import { signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { ChatHandler } from './chat-handler.js';

/** A generation in progress gets this long to end at shutdown. */
const GRACE_MS = 1_000;

await runService('analyst', async (config, logger) => {
  const handler = new ChatHandler({
    host: config.ollamaHost,
    model: config.ollamaModel,
    deadlineMs: config.chatDeadlineMs,
  });
  await startWorkerService(
    chatJob,
    (payload, context) => handler.handle(payload, context),
    { service: 'analyst', concurrency: config.analystConcurrency, graceMs: GRACE_MS },
    config,
    logger,
  );
  logger.info({ model: config.ollamaModel, host: config.ollamaHost }, 'analyst ready');
  signalReady();
});
