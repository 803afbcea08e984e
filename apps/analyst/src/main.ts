import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { patientConnection } from '@mining-ops/jobs/redis-connection.js';
import { leaveNote } from '@mining-ops/jobs/service-note.js';
import { JobMetrics } from '@mining-ops/jobs/worker/job-metrics.js';
import { startWorkerService } from '@mining-ops/jobs/worker/worker-service.js';
import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { serveMetrics } from '@mining-ops/platform/metrics/serve-metrics.js';
import { onShutdown, signalReady } from '@mining-ops/platform/process-lifecycle.js';
import { runService } from '@mining-ops/platform/run-service.js';
import { AnalystMetrics } from './analyst-metrics.js';
import { ChatHandler } from './chat/chat-handler.js';
import { Prompts } from './chat/prompts.js';
import { CircuitBreaker } from './model/circuit-breaker.js';
import { LanguageModel } from './model/language-model.js';
import { ModelWatch } from './model/model-watch.js';
import { SessionStore } from './sessions/session-store.js';
import { StrategyJobs } from './strategy-jobs.js';

/** A generation in progress gets this long to end at shutdown. */
const GRACE_MS = 1_000;
/** The model is looked at this often; the word about it fades after some looks that did not come, ms and s. */
const LOOK_MS = 15_000;
const NOTE_S = 120;
const BREAKER = { failures: 3, restMs: 10_000 } as const;

await runService('analyst', async (config, logger) => {
  const redisUrl = requireRedisUrl(config);
  const { queuePrefix: prefix } = config;
  const warn = (error: Error): void => {
    logger.warn({ err: error }, 'Redis connection');
  };
  const store = new SnapshotStore({ dataDir: config.dataDir, quarantineDir: null });
  onShutdown(() => store.close(), { logger });
  // Tools need it later, and say so where it fails; an analyst answers without it.
  store.current().catch((error: unknown) => {
    logger.warn({ err: error }, "the mine's data cannot be read yet");
  });
  store.watch();
  const jobs = await JobClient.open([strategyJob], {
    redisUrl,
    prefix,
    keep: { ageS: config.jobRetentionS, count: config.jobRetentionCount },
    onError: warn,
  });
  onShutdown(() => jobs.close(), { logger });
  const redis = patientConnection(redisUrl, warn);
  onShutdown(
    () => {
      redis.disconnect();
    },
    { logger },
  );
  const metrics = new ProcessMetrics(logger);
  const breaker = new CircuitBreaker({ ...BREAKER, now: () => performance.now() });
  const analystMetrics = new AnalystMetrics(metrics, breaker);
  const watch = await watchModel(config, logger, async (note) => {
    analystMetrics.modelLookedAt(note.ok);
    await leaveNote(redis, prefix, 'model', note, NOTE_S);
  });
  const strategies = new StrategyJobs(jobs);
  const handler = new ChatHandler({
    model: new LanguageModel({
      host: config.ollamaHost,
      model: config.ollamaModel,
      keepAlive: config.ollamaKeepAlive,
      contextTokens: config.ollamaContextTokens,
      breaker,
      onUsage: analystMetrics.used,
    }),
    prompts: Prompts.load(),
    sessions: new SessionStore(redis, prefix, config.chatSessionS),
    canCallTools: () => watch.canCallTools,
    deadlineMs: config.chatDeadlineMs,
    fallback: config.analystFallback,
    now: Date.now,
    snapshot: () => store.current(),
    strategyJob: (jobId) => strategies.content(jobId),
    simulate: (question, key, signal) => strategies.simulate(question, key, signal),
    observer: analystMetrics,
    log: logger,
  });
  const metricsPort = await serveMetrics(metrics, config, logger);
  await startWorkerService(
    chatJob,
    (payload, context) => handler.handle(payload, context),
    {
      ...{ service: 'analyst', concurrency: config.analystConcurrency, graceMs: GRACE_MS },
      metrics: new JobMetrics(metrics),
    },
    config,
    logger,
  );
  logger.info({ model: config.ollamaModel, host: config.ollamaHost }, 'analyst ready');
  signalReady({ metricsPort });
});

/** Looks at the model now and again. The first look is waited for only as long as it takes to know what there is. */
async function watchModel(
  config: Config,
  logger: Logger,
  publish: ConstructorParameters<typeof ModelWatch>[0]['publish'],
): Promise<ModelWatch> {
  const closed = new AbortController();
  let told = (): void => undefined;
  const knows = new Promise<void>((resolve) => {
    told = resolve;
  });
  const watch = new ModelWatch({
    host: config.ollamaHost,
    model: config.ollamaModel,
    pull: config.ollamaPull,
    log: logger,
    publish: async (note) => {
      await publish(note);
      told();
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    await watch.look(closed.signal);
    told();
    if (!closed.signal.aborted) timer = setTimeout(() => void look(), LOOK_MS).unref();
  };
  onShutdown(
    () => {
      closed.abort();
      clearTimeout(timer);
    },
    { logger },
  );
  void look();
  await knows;
  return watch;
}
