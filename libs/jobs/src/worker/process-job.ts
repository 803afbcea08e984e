import {
  UnrecoverableError,
  WaitingChildrenError,
  WaitingError,
  type Job,
  type QueueEventsProducer,
} from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { storeAttachment } from '../attachments.js';
import { readCancelMark } from '../cancellation.js';
import type { JobDefinition } from '../definitions/job-definition.js';
import {
  cancelledFailure,
  decodeFailure,
  JobFailedError,
  type JobFailure,
} from '../definitions/job-failure.js';
import { STREAM_LENGTH } from '../event-stream.js';
import { failureOfChild, resultsOfChildren, type Families } from '../family/families.js';
import { FanOut } from '../family/fan-out.js';
import { KeptResults } from '../family/kept-results.js';
import { livingInstances } from '../heartbeat.js';
import { rememberAnswer } from '../known-answers.js';
import { storedJobSchema, type StoredJob } from '../stored-job.js';
import type { HandlerContext, JobHandler } from './job-handler.js';
import { invalid, toQueueError } from './queue-error.js';
import type { WorkerOptions } from './worker-options.js';

/** Why a handler's signal was aborted, where it was not for a cancellation. */
export const SHUTDOWN = 'shutdown';

/** A job as BullMQ hands it to a worker. */
export interface TakenJob {
  readonly job: Job;
  readonly token: string | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface Workplace extends Omit<WorkerOptions, 'redisUrl' | 'concurrency'> {
  readonly redis: Redis;
  readonly families: Families;
  readonly messages: QueueEventsProducer;
}

/**
 * Does a job that was taken, or goes on with one whose children have ended.
 *
 * @returns its result
 * @throws what tells BullMQ where else the job goes
 */
export async function processJob<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  handler: JobHandler<z.infer<Payload>, z.input<Result>>,
  { job, token, signal = new AbortController().signal }: TakenJob,
  workplace: Workplace,
): Promise<unknown> {
  const { log, redis, prefix, families, metrics } = workplace;
  const jobId = job.id ?? '';
  const startedMs = performance.now();
  const stored = storedJobSchema.safeParse(job.data).data ?? { payload: undefined, fingerprint: '' };
  const kept = new KeptResults(redis, prefix, job.parent?.id ?? jobId);
  let { handedOut = { times: 0, begunAtMs: job.processedOn ?? Date.now() } } = stored;
  const attempt = job.attemptsStarted - handedOut.times;
  const ended = (failure: JobFailure | null, isFinal: boolean): void => {
    metrics.ended(definition.queue, { ranMs: Date.now() - handedOut.begunAtMs, attempt, failure, isFinal });
  };
  if (handedOut.times === 0 && attempt === 1)
    metrics.begun(definition.queue, handedOut.begunAtMs - job.timestamp);
  try {
    await refuseCancelled(job, redis, prefix);
    const payload = definition.payload.safeParse(stored.payload);
    if (!payload.success) throw invalid('payload', payload.error);
    for (;;) {
      if (handedOut.times > 0) {
        const failure = await failureOfChild(job);
        if (failure) throw new JobFailedError(failure);
      }
      const outcome = await handler(payload.data, contextOf({ job, signal, handedOut, kept }, workplace));
      if (outcome instanceof FanOut) {
        signal.throwIfAborted();
        handedOut = { ...handedOut, times: handedOut.times + 1 };
        await job.updateData({ ...stored, handedOut } satisfies StoredJob);
        await families.add(job, outcome);
        if (await job.moveToWaitingChildren(token ?? '')) throw new WaitingChildrenError();
        continue; // all have ended already
      }
      const result = definition.result.safeParse(outcome);
      if (!result.success) throw invalid('result', result.error);
      if (handedOut.times > 0) await kept.drop();
      ended(null, true);
      log.info({ jobId, durationMs: Math.round(performance.now() - startedMs) }, 'job done');
      return result.data;
    }
  } catch (error) {
    if (error instanceof WaitingChildrenError) throw error;
    if (signal.reason === SHUTDOWN) {
      log.warn({ jobId }, 'job handed back at shutdown');
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const translated = toQueueError(error, signal.aborted, job, log);
    const isFinal = translated instanceof UnrecoverableError || job.attemptsMade + 1 >= definition.attempts;
    ended(decodeFailure(translated.message), isFinal);
    if (hasHandedOut(job)) {
      await job.removeUnprocessedChildren();
      await kept.drop();
    }
    throw translated;
  }
}

function hasHandedOut(job: Job): boolean {
  return (storedJobSchema.safeParse(job.data).data?.handedOut?.times ?? 0) > 0;
}

/** Cancelled while it waited for a worker: the message had nobody to reach. */
async function refuseCancelled({ id, parent }: Job, redis: Redis, prefix: string): Promise<void> {
  const marks = [id, parent?.id].filter((one) => one !== undefined);
  const read = await Promise.all(marks.map((one) => readCancelMark(redis, prefix, one)));
  if (read.some((mark) => mark !== null)) throw new JobFailedError(cancelledFailure());
}

function contextOf(
  {
    job,
    signal,
    handedOut,
    kept,
  }: {
    readonly job: Job;
    readonly signal: AbortSignal;
    readonly handedOut: NonNullable<StoredJob['handedOut']>;
    readonly kept: KeptResults;
  },
  { redis, prefix, service, keepS, version, families, messages }: Workplace,
): HandlerContext {
  const jobId = job.id ?? '';
  return {
    jobId,
    signal,
    handedOut: handedOut.times,
    stalls: job.stalledCounter,
    report: (progress) => job.updateProgress(progress),
    reportParent: (progress) => families.reportParent(job, progress),
    say: ({ type: eventName, ...data }) =>
      messages.publishEvent({ eventName, jobId, data: JSON.stringify(data) }, STREAM_LENGTH),
    attempt: job.attemptsStarted - handedOut.times,
    kept,
    resultsOf: (definition) => resultsOfChildren(job, definition),
    attach: (name, data) => storeAttachment(redis, prefix, { jobId, name }, data, keepS),
    remember: (answered, answerS) => rememberAnswer(redis, prefix, { ...answered, version }, jobId, answerS),
    load: async () => {
      const [processes, waiting] = await Promise.all([
        livingInstances(redis, prefix, service),
        redis.llen(`${job.queueQualifiedName}:wait`),
      ]);
      return { processes, waiting };
    },
  };
}
