import { QueueEventsProducer, UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { cancelChannel, readCancelMark } from '../cancellation.js';
import {
  BrokenDependencyError,
  cancelledFailure,
  encodeFailure,
  JobFailedError,
  type JobFailure,
} from '../definitions/job-failure.js';
import type { JobDefinition } from '../definitions/job-definition.js';
import type { JobMessage } from '../definitions/job-message.js';
import type { JobProgress } from '../definitions/job-progress.js';
import { STREAM_LENGTH } from '../event-stream.js';
import { patientConnection } from '../redis-connection.js';
import { storedJobSchema } from '../stored-job.js';

/**
 * A worker that dies keeps its jobs' locks for this long; another takes them over within this and one check. Renewed at
 * half time by the main thread, which never computes for long.
 */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 2_500;
/** A job whose worker died this often is given up: it may be what kills them. */
const MOST_STALLS = 3;

export interface HandlerContext {
  readonly jobId: string;
  /** Aborted when the job is cancelled; the handler then stops as soon as it can. */
  readonly signal: AbortSignal;
  readonly report: (progress: JobProgress) => Promise<void>;
  /** Says something to whoever follows the job's events. */
  readonly say: (message: JobMessage) => Promise<void>;
  /** 1 for a job that no worker has begun before. */
  readonly attempt: number;
}

export type JobHandler<Payload, Result> = (payload: Payload, context: HandlerContext) => Promise<Result>;

export interface WorkerOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  /** Jobs in progress at once in this process. */
  readonly concurrency: number;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

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
  const { redisUrl, prefix, concurrency, log } = options;
  const onError = (error: Error): void => {
    log.warn({ err: error, queue: definition.queue }, 'Redis connection');
  };
  const connection = patientConnection(redisUrl, onError);
  const subscriber = patientConnection(redisUrl, onError);
  const messages = new QueueEventsProducer(definition.queue, { connection, prefix });
  messages.on('error', onError);
  const worker = new Worker<unknown, unknown>(
    definition.queue,
    (job, token, signal) =>
      processJob(definition, handler, { job, token, signal }, { redis: connection, messages }, options),
    {
      connection,
      prefix,
      concurrency,
      autorun: false,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MOST_STALLS,
    },
  );
  worker.on('error', onError);
  worker.on('stalled', (jobId) => {
    log.warn({ jobId, queue: definition.queue }, 'job taken over from a worker that died');
  });
  await worker.waitUntilReady();
  await subscriber.subscribe(cancelChannel(prefix));
  subscriber.on('message', (_channel, jobId: string) => {
    if (worker.cancelJob(jobId, 'cancelled')) log.info({ jobId }, 'cancelling');
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
      subscriber.disconnect();
      connection.disconnect();
    },
  };
}

/** Why a handler's signal was aborted, where it was not for a cancellation. */
const SHUTDOWN = 'shutdown';

interface TakenJob {
  readonly job: Job;
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function processJob<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  handler: JobHandler<z.infer<Payload>, z.input<Result>>,
  { job, token, signal }: TakenJob,
  { redis, messages }: { readonly redis: Redis; readonly messages: QueueEventsProducer },
  { prefix, log }: WorkerOptions,
): Promise<unknown> {
  const jobId = job.id ?? '';
  const startedMs = performance.now();
  try {
    // Cancelled while it waited for a second attempt, or for another worker: the message had nobody to reach.
    if (await readCancelMark(redis, prefix, jobId)) throw new JobFailedError(cancelledFailure());
    const payload = definition.payload.safeParse(storedJobSchema.safeParse(job.data).data?.payload);
    if (!payload.success) throw new JobFailedError(invalid('payload', payload.error));
    const result = definition.result.safeParse(
      await handler(payload.data, {
        jobId,
        signal: signal ?? new AbortController().signal,
        report: (progress) => job.updateProgress(progress),
        say: ({ type: eventName, ...data }) =>
          messages.publishEvent({ eventName, jobId, data: JSON.stringify(data) }, STREAM_LENGTH),
        attempt: job.attemptsStarted,
      }),
    );
    if (!result.success) throw new JobFailedError(invalid('result', result.error));
    log.info({ jobId, durationMs: Math.round(performance.now() - startedMs) }, 'job done');
    return result.data;
  } catch (error) {
    if (signal?.reason === SHUTDOWN) {
      log.warn({ jobId }, 'job handed back at shutdown');
      await job.moveToWait(token);
      throw new WaitingError();
    }
    throw toQueueError(error, signal, job, log);
  }
}

/** Translates a handler's error into what tells BullMQ whether to try again. */
function toQueueError(
  error: unknown,
  signal: AbortSignal | undefined,
  job: Job,
  log: WorkerOptions['log'],
): Error {
  if (signal?.aborted === true) {
    log.info({ jobId: job.id }, 'job cancelled');
    return new UnrecoverableError(encodeFailure(cancelledFailure()));
  }
  if (error instanceof JobFailedError) {
    log.warn({ jobId: job.id, ...error.failure }, 'job failed');
    return new UnrecoverableError(encodeFailure(error.failure));
  }
  if (error instanceof BrokenDependencyError) {
    log.warn({ jobId: job.id, err: error, attempt: job.attemptsMade + 1 }, 'a dependency is broken');
    const { code, message } = error;
    return new Error(encodeFailure({ code, message, field: null, kind: 'UNAVAILABLE' }));
  }
  log.error({ jobId: job.id, err: error }, 'defect in a job handler');
  return new UnrecoverableError(
    encodeFailure({
      code: 'INTERNAL',
      message: 'an internal error; see the worker log',
      field: null,
      kind: 'INTERNAL',
    }),
  );
}

function invalid(what: string, error: z.ZodError): JobFailure {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return {
    code: 'INTERNAL',
    message: `${what} ${field}: ${issue?.message ?? 'invalid'}`,
    field,
    kind: 'INTERNAL',
  };
}
