import { inLogContext, type LogContext } from '@mining-ops/platform/log-context.js';
import { QueueEventsProducer, Worker, type Job } from 'bullmq';
import type { z } from 'zod';
import { cancelChannel } from '../cancellation.js';
import type { JobDefinition } from '../definitions/job-definition.js';
import { Families } from '../family/families.js';
import { telemetryOption } from '../queue-telemetry.js';
import { patientConnection } from '../redis-connection.js';
import { storedJobSchema } from '../stored-job.js';
import type { JobHandler } from './job-handler.js';
import { processJob, SHUTDOWN } from './process-job.js';
import type { WorkerOptions } from './worker-options.js';

/** Locks are renewed at half time by the main thread, which never computes for long. */
const LOCK_MS = 10_000;
/** A job whose worker died this often is given up: it may be what kills them. */
const MOST_STALLS = 3;

export interface RunningWorker {
  /** Stops taking jobs and waits for those in progress, at most `graceMs`; then lets go of them for others to finish. */
  close(graceMs: number): Promise<void>;
}

/**
 * Processes the jobs of one kind until closed. Failures: `BrokenDependencyError` is tried again by the queue, with
 * backoff; `JobFailedError` and everything else is final.
 */
export async function startJobWorker<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  handler: JobHandler<z.infer<Payload>, z.input<Result>>,
  options: WorkerOptions,
): Promise<RunningWorker> {
  const { redisUrl, prefix, concurrency, log, metrics } = options;
  metrics.begin(definition.queue);
  const { lockMs = LOCK_MS } = definition;
  const onError = (error: Error): void => {
    log.warn({ err: error, queue: definition.queue }, 'Redis connection');
  };
  const redis = patientConnection(redisUrl, onError);
  const subscriber = patientConnection(redisUrl, onError);
  const families = new Families(redis, prefix, onError);
  const messages = new QueueEventsProducer(definition.queue, { connection: redis, prefix });
  messages.on('error', onError);
  const workplace = { ...options, redis, families, messages };
  const inHand = new Map<string, Job>();
  const worker = new Worker<unknown, unknown>(
    definition.queue,
    async (job, token, signal) => {
      inHand.set(job.id ?? '', job);
      try {
        return await inLogContext(contextOf(job), () =>
          processJob(definition, handler, { job, token, signal }, workplace),
        );
      } finally {
        inHand.delete(job.id ?? '');
      }
    },
    {
      connection: redis,
      prefix,
      concurrency,
      autorun: false,
      lockDuration: lockMs,
      stalledInterval: lockMs / 4,
      maxStalledCount: MOST_STALLS,
      ...telemetryOption(),
    },
  );
  worker.on('error', onError);
  worker.on('stalled', (jobId) => {
    metrics.stalled(definition.queue);
    log.warn({ jobId, queue: definition.queue }, 'job taken over from a worker that died');
  });
  await worker.waitUntilReady();
  await subscriber.subscribe(cancelChannel(prefix));
  subscriber.on('message', (_channel, cancelledId: string) => {
    for (const [jobId, { parent }] of inHand) {
      if (jobId !== cancelledId && parent?.id !== cancelledId) continue;
      if (worker.cancelJob(jobId, 'cancelled')) log.info({ jobId }, 'cancelling');
    }
  });
  const loop = worker.run();
  loop.catch((error: unknown) => {
    log.error({ err: error, queue: definition.queue }, 'the worker stopped by itself');
  });
  return {
    close: async (graceMs) => {
      const graceful = worker.close();
      const timer = new Promise<'late'>((resolve) => setTimeout(resolve, graceMs, 'late').unref());
      if ((await Promise.race([graceful, timer])) === 'late') worker.cancelAllJobs(SHUTDOWN);
      await Promise.race([graceful, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
      await families.close();
      subscriber.disconnect();
      redis.disconnect();
    },
  };
}

function contextOf({ id, data }: Job): LogContext {
  const requestId = storedJobSchema.safeParse(data).data?.requestId;
  return { ...(id === undefined ? {} : { jobId: id }), ...(requestId === undefined ? {} : { requestId }) };
}
