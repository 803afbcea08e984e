import { ServedModels } from '@mining-ops/inference/served-models.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { replayJob } from '@mining-ops/jobs/definitions/replay-job.js';
import { simulationJob } from '@mining-ops/jobs/definitions/simulation-job.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { JobMetrics } from '@mining-ops/jobs/worker/job-metrics.js';
import { giveSignsOfLife, workOn } from '@mining-ops/jobs/worker/worker-service.js';
import { codeVersion } from '@mining-ops/platform/code-version.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { serveMetrics } from '@mining-ops/platform/metrics/serve-metrics.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { PredictionRecord } from './prediction/prediction-record.js';
import { MinePreparation } from './mine-preparation.js';
import { ReplayHandler } from './replay-handler.js';
import { ServedModelMetrics } from './served-model-metrics.js';
import { SimulationMetrics } from './simulation-metrics.js';
import { SimulationHandler } from './simulation-handler.js';
import { StrategyHandler } from './strategy-handler.js';
import { ThreadPool } from './threads/thread-pool.js';

/** Jobs in progress get this long to end at shutdown; then they go back to the queue. */
const GRACE_MS = 1_500;
/** Work from which on a round may be handed out, in simulated truck-shifts: some 500 ms of a core. Less is not worth the way. */
const LEAST_WORK = 75_000;
/** Parts of other searches' rounds in hand for each thread: one that it does, one that is ready when that is done. */
const PARTS_A_THREAD = 2;

/** They take turns on the main thread. */
const REPLAYS_AT_ONCE = 2;

/** One module of each of the libraries that an answer depends on. */
const ANSWERING_MODULES = [
  '@mining-ops/des/random/random-stream.js',
  '@mining-ops/haulage/run/mine-run.js',
  '@mining-ops/strategy/search/strategy-search.js',
  '@mining-ops/fleet-data/snapshot.js',
  '@mining-ops/inference/served-models.js',
  '@mining-ops/learning/features/features-of.js',
];

await runService('simulator', async (config, logger) => {
  const {
    dataDir,
    modelsDir,
    logsDir,
    simulatorThreads: threads,
    simulatorConcurrency: concurrency,
    answerCacheS,
  } = config;

  // The gateway writes the quarantine files; one process is enough.
  const store = new SnapshotStore({ dataDir, quarantineDir: null });
  onShutdown(() => store.close(), { logger });
  const metrics = new ProcessMetrics(logger);
  const { taskDone, answered } = new SimulationMetrics(metrics, threads);
  const pool = new ThreadPool(threads, new URL('./threads/thread.js', import.meta.url).href, taskDone);
  onShutdown(() => pool.close(), { logger });
  const modelMetrics = new ServedModelMetrics(metrics);
  const models = new ServedModels({
    modelsDir,
    onChange: (status, tookMs) => {
      modelMetrics.changed(status, tookMs);
      const { versions, problems } = status;
      for (const problem of problems)
        logger.error(problem, 'a model is refused; what served before serves on');
      logger.info({ versions }, 'models');
    },
  });
  onShutdown(() => models.close(), { logger });
  await models.refresh();
  models.watch();
  const record = new PredictionRecord(
    { logsDir, maxBytes: config.predictionLogMaxBytes, keepFiles: config.predictionLogKeep },
    (error) => {
      logger.warn({ err: error }, 'predictions could not be logged');
    },
  );
  onShutdown(() => record.close(), { logger });
  const mine = new MinePreparation({
    models,
    currentSnapshot: () => store.current(),
    note: (predicted) => {
      record.note(predicted);
    },
  });
  await mine.prepare();
  store.onChange(() => {
    mine.prepare().catch((error: unknown) => {
      logger.warn({ err: error }, 'the changed data cannot be learned from');
    });
  });
  store.watch();

  const version = await codeVersion([
    import.meta.url,
    ...ANSWERING_MODULES.map((module) => import.meta.resolve(module)),
  ]);
  const shared = { mine, threads, simulate: pool.run.bind(pool), now: Date.now };
  const strategies = new StrategyHandler({
    ...shared,
    leastWork: LEAST_WORK,
    answerCacheS,
    onAnswer: answered,
  });
  const simulations = new SimulationHandler(shared);
  const replays = new ReplayHandler(mine);
  const service = { service: 'simulator', graceMs: GRACE_MS, version, metrics: new JobMetrics(metrics) };
  await workOn(
    strategyJob,
    (question, context) => strategies.handle(question, context),
    { ...service, concurrency },
    config,
    logger,
  );
  await workOn(
    simulationJob,
    (part, context) => simulations.handle(part, context),
    { ...service, concurrency: PARTS_A_THREAD * threads },
    config,
    logger,
  );
  await workOn(
    replayJob,
    (shift) => replays.handle(shift),
    { ...service, concurrency: REPLAYS_AT_ONCE },
    config,
    logger,
  );
  const metricsPort = await serveMetrics(metrics, config, logger);
  await giveSignsOfLife(service, config, logger);
  logger.info({ threads, concurrency, version }, 'simulator ready');
  signalReady({ threads, metricsPort });
});
