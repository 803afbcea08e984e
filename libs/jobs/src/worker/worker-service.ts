import { requireRedisUrl, type Config } from '@mining-ops/platform/config.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { onShutdown } from '@mining-ops/platform/process-lifecycle.js';
import type { z } from 'zod';
import type { JobDefinition } from '../definitions/job-definition.js';
import { startHeartbeat } from '../heartbeat.js';
import { patientConnection } from '../redis-connection.js';
import type { JobHandler } from './job-handler.js';
import type { JobMetrics } from './job-metrics.js';
import { startJobWorker } from './job-worker.js';

export interface WorkerServiceOptions {
  /** Name under which the process gives signs of life. */
  readonly service: string;
  readonly concurrency: number;
  /** Jobs in progress get this long to end at shutdown; then they go back to the queue. */
  readonly graceMs: number;
  /** Of what the answers depend on beside payload and data; clients compare it. */
  readonly version?: string;
  readonly metrics: JobMetrics;
}

/** Works on the jobs of one kind, and gives signs of life, until the process is told to stop. */
export async function startWorkerService<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  handler: JobHandler<z.infer<Payload>, z.input<Result>>,
  options: WorkerServiceOptions,
  config: Config,
  logger: Logger,
): Promise<void> {
  await workOn(definition, handler, options, config, logger);
  await giveSignsOfLife(options, config, logger);
}

/** Works on the jobs of one kind until the process is told to stop. A process may work on several kinds. */
export async function workOn<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  handler: JobHandler<z.infer<Payload>, z.input<Result>>,
  { service, concurrency, graceMs, version = '', metrics }: WorkerServiceOptions,
  config: Config,
  logger: Logger,
): Promise<void> {
  const worker = await startJobWorker(definition, handler, {
    redisUrl: requireRedisUrl(config),
    prefix: config.queuePrefix,
    service,
    concurrency,
    keepS: config.jobRetentionS,
    version,
    metrics,
    log: logger,
  });
  onShutdown(() => worker.close(graceMs), { logger });
}

/** Says that a process of the service lives, until it is told to stop. Called once it works on all its kinds of job. */
export async function giveSignsOfLife(
  { service, version }: Pick<WorkerServiceOptions, 'service' | 'version'>,
  config: Config,
  logger: Logger,
): Promise<void> {
  const warn = (error: unknown): void => {
    logger.warn({ err: error }, 'heartbeat');
  };
  const redis = patientConnection(requireRedisUrl(config), warn);
  const stopHeartbeat = await startHeartbeat(redis, config.queuePrefix, service, warn, version);
  onShutdown(
    async () => {
      await stopHeartbeat();
      redis.disconnect();
    },
    { logger },
  );
}
