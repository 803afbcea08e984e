import type { Job, JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { cancelChannel, markCancelled, readCancelMark, type CancelMark } from '../cancellation.js';
import { definitionOfId } from '../definitions/all-jobs.js';
import { cancelledFailure, decodeFailure, type JobFailure } from '../definitions/job-failure.js';
import type { AnyJobDefinition, JobDefinition } from '../definitions/job-definition.js';
import { jobProgressSchema, type JobProgress } from '../definitions/job-progress.js';
import { livingInstances } from '../heartbeat.js';
import { impatientConnection, patientConnection, untilReady } from '../redis-connection.js';
import { storedJobSchema, type StoredJob } from '../stored-job.js';
import { fingerprintOf, jobIdFor } from './job-id.js';
import { FINAL_STATES, type JobEvent, type JobState, type JobView } from './job-view.js';
import { QueuePort, type HeardEvent } from './queue-port.js';

export interface JobClientOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  /** Finished jobs are kept for this long, and this many of each outcome. */
  readonly keep: { readonly ageS: number; readonly count: number };
  readonly onError: (error: Error) => void;
}

export type EnqueueOutcome =
  | { readonly outcome: 'added' | 'existing'; readonly jobId: string }
  /** The key was used before, for another request. */
  | { readonly outcome: 'conflict'; readonly jobId: string };

export type WaitOutcome<Result> =
  | { readonly outcome: 'completed'; readonly result: Result }
  | { readonly outcome: 'failed'; readonly failure: JobFailure }
  | { readonly outcome: 'timeout' };

export type CancelOutcome = 'cancelled' | 'cancelling' | 'finished' | 'unknown';

const NO_PROGRESS: JobProgress = { percent: 0, stage: 'waiting' };

/** Where jobs come from: adds them, waits for them, shows them, calls them off. Used by the gateway. */
export class JobClient {
  private constructor(
    private readonly redis: Redis,
    private readonly listening: readonly Redis[],
    private readonly ports: ReadonlyMap<string, QueuePort>,
    private readonly options: JobClientOptions,
  ) {}

  /** Connects, and returns once Redis answers and the queues' events are heard. */
  static async open(definitions: readonly AnyJobDefinition[], options: JobClientOptions): Promise<JobClient> {
    const redis = impatientConnection(options.redisUrl, options.onError);
    await untilReady(redis);
    const ports = new Map<string, QueuePort>();
    const listening: Redis[] = [];
    for (const definition of definitions) {
      const connection = patientConnection(options.redisUrl, options.onError);
      listening.push(connection);
      ports.set(
        definition.queue,
        await QueuePort.open(definition, options.prefix, redis, connection, options.onError),
      );
    }
    return new JobClient(redis, listening, ports, options);
  }

  /**
   * Puts a job into its queue. With an `idempotencyKey` the same request leads to the same job, however often it is
   * sent; the key is remembered for as long as the job is kept.
   *
   * @param payload already valid; it is checked again, as nothing bad may enter a queue
   * @param request what the client sent, to tell a repetition from another request with the same key
   */
  async enqueue<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    payload: z.infer<Payload>,
    { idempotencyKey, request }: { idempotencyKey: string | null; request: unknown },
  ): Promise<EnqueueOutcome> {
    const port = this.portOf(definition);
    const jobId = jobIdFor(definition, idempotencyKey);
    const fingerprint = fingerprintOf(request);
    if (idempotencyKey !== null && (await this.readMark(jobId))) return { outcome: 'existing', jobId };
    const data: StoredJob = { payload: definition.payload.parse(payload), fingerprint };
    const job = await port.queue.add(definition.name, data, { jobId, ...this.jobOptions(definition) });
    if (idempotencyKey === null) return { outcome: 'added', jobId };
    // An existing job is left as it was: what is stored says whose it is.
    const stored = await this.stored(port, jobId);
    if (stored && storedJobSchema.parse(stored.data).fingerprint !== fingerprint)
      return { outcome: 'conflict', jobId };
    return { outcome: stored && stored.timestamp !== job.timestamp ? 'existing' : 'added', jobId };
  }

  /** Waits for a job's end, by its events, for at most `timeoutMs`. The job goes on whatever happens here. */
  async waitFor<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    jobId: string,
    timeoutMs: number,
  ): Promise<WaitOutcome<z.infer<Result>>> {
    const port = this.portOf(definition);
    let stop = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    const heard = new Promise<HeardEvent | null>((resolve) => {
      stop = port.listen(jobId, (event) => {
        if (event.type !== 'progress') resolve(event);
      });
      timer = setTimeout(resolve, timeoutMs, null);
    });
    try {
      const already = await this.view(jobId); // it may have ended before we listened
      if (already && FINAL_STATES.has(already.state)) return outcomeOf(definition, already);
      const event = await heard;
      if (event === null) return { outcome: 'timeout' };
      if (event.type === 'completed')
        return { outcome: 'completed', result: definition.result.parse(event.data) };
      return {
        outcome: 'failed',
        failure: event.data === null ? cancelledFailure() : (event.data as JobFailure),
      };
    } finally {
      stop();
      clearTimeout(timer);
    }
  }

  /** The job as it stands, or null where there is none with this id (any more). */
  async view(jobId: string): Promise<JobView | null> {
    const definition = definitionOfId(jobId);
    if (!definition) return null;
    const port = this.portOf(definition);
    const [job, mark] = await Promise.all([this.stored(port, jobId), this.readMark(jobId)]);
    if (!job) return mark ? cancelledView(jobId, mark) : null;
    const state = stateOf(await job.getState());
    if (state === null) return mark ? cancelledView(jobId, mark) : null;
    const error = job.failedReason ? decodeFailure(job.failedReason) : null;
    const progress = jobProgressSchema.safeParse(job.progress);
    return {
      jobId,
      name: job.name,
      state: state === 'failed' && error?.kind === 'CANCELLED' ? 'cancelled' : state,
      progress:
        state === 'completed'
          ? { percent: 100, stage: 'done' }
          : progress.success
            ? progress.data
            : NO_PROGRESS,
      createdAtMs: job.timestamp,
      startedAtMs: job.processedOn ?? null,
      finishedAtMs: job.finishedOn ?? null,
      attempts: job.attemptsStarted,
      queuePosition: state === 'waiting' ? await port.position(jobId) : null,
      result: state === 'completed' ? (job.returnvalue as unknown) : null,
      error,
    };
  }

  /**
   * Calls a job off. One that waits is gone at once; one that runs is told to stop, and its `cancelled` event says when
   * it has.
   */
  async cancel(jobId: string): Promise<CancelOutcome> {
    const definition = definitionOfId(jobId);
    const view = await this.view(jobId);
    if (!definition || !view) return 'unknown';
    if (view.state === 'cancelled') return 'cancelled';
    if (FINAL_STATES.has(view.state)) return 'finished';
    const { prefix, keep } = this.options;
    const mark = { name: view.name, createdAtMs: view.createdAtMs, cancelledAtMs: Date.now() };
    await markCancelled(this.redis, prefix, jobId, mark, keep.ageS);
    // Removal succeeds for a job that waits, and is refused for one that a worker holds.
    if ((await this.portOf(definition).queue.remove(jobId)) === 1) return 'cancelled';
    await this.redis.publish(cancelChannel(prefix), jobId);
    return 'cancelling';
  }

  /**
   * A job's events as they come, ending with its final one. It begins with the state as it stands, or, where
   * `lastEventId` is given, with what happened since.
   *
   * @param signal ends the iteration
   */
  async *events(jobId: string, lastEventId: string | null, signal: AbortSignal): AsyncGenerator<JobEvent> {
    const definition = definitionOfId(jobId);
    if (!definition) return;
    const port = this.portOf(definition);
    const pending: HeardEvent[] = [];
    let wake = (): void => undefined;
    const stop = port.listen(jobId, (event) => {
      pending.push(event);
      wake();
    });
    const onAbort = (): void => {
      wake();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      let last = lastEventId;
      if (last !== null) {
        for (const event of await port.replay(jobId, last)) {
          yield event;
          if (event.type !== 'progress') return;
          last = event.id;
        }
      }
      const view = await this.view(jobId);
      if (!view) return;
      if (FINAL_STATES.has(view.state)) {
        yield finalEvent(view);
        return;
      }
      if (lastEventId === null) yield { id: null, type: 'progress', data: view.progress };
      while (!signal.aborted) {
        const event = pending.shift();
        if (!event) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        if (last !== null && compareEventIds(event.id, last) <= 0) continue;
        last = event.id;
        yield event;
        if (event.type !== 'progress') return;
      }
    } finally {
      stop();
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Throws where Redis does not answer. */
  async ping(): Promise<void> {
    await this.redis.ping();
  }

  async livingWorkers(service: string): Promise<number> {
    return await livingInstances(this.redis, this.options.prefix, service);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.ports.values()].map((port) => port.close()));
    for (const connection of this.listening) connection.disconnect();
    this.redis.disconnect();
  }

  private jobOptions(definition: AnyJobDefinition): JobsOptions {
    const keep = { age: this.options.keep.ageS, count: this.options.keep.count };
    return {
      attempts: definition.attempts,
      backoff: { type: 'exponential', delay: definition.backoffMs },
      removeOnComplete: keep,
      removeOnFail: keep,
    };
  }

  private portOf(definition: AnyJobDefinition): QueuePort {
    const port = this.ports.get(definition.queue);
    if (!port) throw new Error(`the queue ${definition.queue} was not opened`);
    return port;
  }

  private async stored(port: QueuePort, jobId: string): Promise<Job | undefined> {
    return await (port.queue.getJob(jobId) as Promise<Job | undefined>);
  }

  private async readMark(jobId: string): Promise<CancelMark | null> {
    return await readCancelMark(this.redis, this.options.prefix, jobId);
  }
}

function stateOf(state: string): JobState | null {
  switch (state) {
    case 'waiting':
    case 'prioritized':
    case 'waiting-children':
      return 'waiting';
    case 'delayed':
    case 'active':
    case 'completed':
    case 'failed':
      return state;
    default:
      return null;
  }
}

function cancelledView(jobId: string, mark: CancelMark): JobView {
  return {
    jobId,
    name: mark.name,
    state: 'cancelled',
    progress: NO_PROGRESS,
    createdAtMs: mark.createdAtMs,
    startedAtMs: null,
    finishedAtMs: mark.cancelledAtMs,
    attempts: 0,
    queuePosition: null,
    result: null,
    error: cancelledFailure(),
  };
}

function outcomeOf<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  view: JobView,
): WaitOutcome<z.infer<Result>> {
  if (view.state === 'completed')
    return { outcome: 'completed', result: definition.result.parse(view.result) };
  return { outcome: 'failed', failure: view.error ?? cancelledFailure() };
}

function finalEvent(view: JobView): JobEvent {
  if (view.state === 'completed') return { id: null, type: 'completed', data: view.result };
  return { id: null, type: view.state === 'cancelled' ? 'cancelled' : 'failed', data: view.error };
}

/** Redis stream ids are `<ms>-<n>`. */
function compareEventIds(a: string, b: string): number {
  const [aMs = 0, aN = 0] = a.split('-').map(Number);
  const [bMs = 0, bN = 0] = b.split('-').map(Number);
  return aMs - bMs || aN - bN;
}
