import { setTimeout as delay } from 'node:timers/promises';
import { removeLeftBehind } from '@mining-ops/fleet-data/left-behind.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { trainingJob, trainingStepJob } from '@mining-ops/jobs/definitions/training-job.js';
import { driftJob } from '@mining-ops/jobs/definitions/drift-job.js';
import { JobMetrics } from '@mining-ops/jobs/worker/job-metrics.js';
import { giveSignsOfLife, workOn } from '@mining-ops/jobs/worker/worker-service.js';
import { TARGETS } from '@mining-ops/learning/features/targets.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { serveMetrics } from '@mining-ops/platform/metrics/serve-metrics.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { handleDrift } from './drift/drift-handler.js';
import { exposeDrift } from './drift/drift-metrics.js';
import { DriftStarter } from './drift/drift-starter.js';
import { exposeModels } from './model-metrics.js';
import { StepHandler } from './step-handler.js';
import { TrainingStarter } from './start/training-starter.js';
import { runStep } from './steps/run-step.js';
import { TrainingHandler } from './training-handler.js';

/** A step can be begun again at any time: nothing is gained by waiting for it at shutdown. */
const GRACE_MS = 0;
/** A file that was dropped counts once it has been left alone for this long. */
const LOOK_MS = 2_000;
const SEED = 1;

await runService('trainer', async (config, logger) => {
  const allTargets = TARGETS.map(({ name }) => name);
  const { dataDir, modelsDir, trainingNice: nice } = config;
  const program = new URL('./steps/step-process.js', import.meta.url);
  const trainings = new TrainingHandler(allTargets);
  const steps = new StepHandler({
    allTargets,
    run: (step, context) => runStep(program, { step, dataDir, modelsDir, nice }, context),
  });
  const metrics = new ProcessMetrics(logger);
  exposeModels(metrics, modelsDir);
  exposeDrift(metrics, config.logsDir);
  const options = {
    ...{ service: 'trainer', concurrency: 1, graceMs: GRACE_MS },
    metrics: new JobMetrics(metrics),
  };
  await workOn(trainingJob, (job, context) => trainings.handle(job, context), options, config, logger);
  await workOn(trainingStepJob, (step, context) => steps.handle(step, context), options, config, logger);
  await workOn(driftJob, (_job, context) => handleDrift(config, context), options, config, logger);
  for (const folder of [dataDir, modelsDir]) {
    const removed = await removeLeftBehind(folder);
    if (removed.length > 0) logger.info({ folder, removed }, 'removed what was left unfinished');
  }
  await startByThemselves(config, logger);
  const metricsPort = await serveMetrics(metrics, config, logger);
  await giveSignsOfLife(options, config, logger);
  logger.info({ everyH: config.trainingEveryH }, 'trainer ready');
  signalReady({ metricsPort });
});

/** Watches data, models and clock until the process is told to stop. */
async function startByThemselves(config: Config, logger: Logger): Promise<void> {
  const client = await JobClient.open([trainingJob, driftJob], {
    redisUrl: requireRedisUrl(config),
    prefix: config.queuePrefix,
    keep: { ageS: config.jobRetentionS, count: config.jobRetentionCount },
    onError: (error) => {
      logger.warn({ err: error }, 'Redis connection');
    },
  });
  const starter = new TrainingStarter({
    dataDir: config.dataDir,
    modelsDir: config.modelsDir,
    everyH: config.trainingEveryH,
    now: Date.now,
    start: async (cause) => {
      const payload = { cause, targets: null, seed: SEED };
      const asked = await client.enqueue(trainingJob, payload, { idempotencyKey: null, request: payload });
      if (asked.outcome === 'busy') return 'busy';
      logger.info({ cause, jobId: asked.jobId }, 'training started');
      return 'started';
    },
  });
  const drift = new DriftStarter({
    ...{ modelsDir: config.modelsDir, everyH: config.driftEveryH, now: Date.now },
    start: async (idempotencyKey) => {
      const payload = { cause: 'schedule' as const };
      const { outcome } = await client.enqueue(driftJob, payload, { idempotencyKey, request: payload });
      return outcome === 'busy' ? 'busy' : 'started';
    },
  });
  const stopped = new AbortController();
  onShutdown(
    async () => {
      stopped.abort();
      await client.close();
    },
    { logger },
  );
  void (async () => {
    while (!stopped.signal.aborted) {
      await starter.look().catch((error: unknown) => {
        logger.warn({ err: error }, 'looking whether a training is due');
      });
      await drift.look().catch((error: unknown) => {
        logger.warn({ err: error }, 'looking whether a check for drift is due');
      });
      await delay(LOOK_MS, null, { ref: false, signal: stopped.signal }).catch(() => undefined);
    }
  })();
}
