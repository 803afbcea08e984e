import type { Job, JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { readAttachment } from '../attachments.js';
import { cancelChannel, markCancelled, readCancelMark, type CancelMark } from '../cancellation.js';
import type { AnyJobDefinition, JobDefinition } from '../definitions/job-definition.js';
import { cancelledFailure, type JobFailure } from '../definitions/job-failure.js';
import { KeptResults } from '../family/kept-results.js';
import { livingInstances, livingVersions } from '../heartbeat.js';
import { jobWithAnswer, type AnswerOrigin } from '../known-answers.js';
import { impatientConnection, patientConnection, untilReady } from '../redis-connection.js';
import { RateLimit, type Admission } from '../rate-limit.js';
import { readNote, type ServiceNote } from '../service-note.js';
import { inRequest, storedJobSchema, type StoredJob } from '../stored-job.js';
import { followJob } from './job-events.js';
import { fingerprintOf, jobIdFor } from './job-id.js';
import { cancelledView, outcomeOf, stateOf, viewOf, type WaitOutcome } from './job-snapshot.js';
import { FINAL_STATES, isFinal, type JobEvent, type JobView } from './job-view.js';
import { QueuePort, type HeardEvent } from './queue-port.js';
import { reaching } from './queue-unreachable-error.js';

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
  | { readonly outcome: 'conflict'; readonly jobId: string }
  /** There may be only one of this kind at a time, and this one has not ended. */
  | { readonly outcome: 'busy'; readonly jobId: string };

export type CancelOutcome = 'cancelled' | 'cancelling' | 'finished' | 'unknown';

/**
 * Where jobs come from: adds them, waits for them, shows them, calls them off. Used by the gateway. While Redis is away
 * every operation fails at once with `QueueUnreachableError`; one that waits for a job goes on once Redis is back.
 */
export class JobClient {
  private readonly stopped = new AbortController();

  private constructor(
    private readonly redis: Redis,
    private readonly listening: readonly Redis[],
    private readonly ports: ReadonlyMap<string, QueuePort>,
    private readonly options: JobClientOptions,
  ) {}

  /** Connects, and returns once Redis answers. */
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
        new QueuePort(definition, options.prefix, redis, connection, options.onError),
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
    const data: StoredJob = {
      payload: definition.payload.parse(payload),
      fingerprint: fingerprintOf(request),
      ...inRequest(),
    };
    return await reaching(this.redis, () => this.add(definition, jobIdFor(definition, idempotencyKey), data));
  }

  /** Waits for a job's end, by its events, for at most `timeoutMs`. The job goes on whatever happens here. */
  async waitFor<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    jobId: string,
    timeoutMs: number,
  ): Promise<WaitOutcome<z.infer<Result>>> {
    const port = this.portOf(definition);
    await port.hear();
    let stop = (): void => undefined;
    let giveUp = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    const heard = new Promise<HeardEvent | null>((resolve) => {
      stop = port.listen(jobId, (event) => {
        if (isFinal(event)) resolve(event);
      });
      timer = setTimeout(resolve, timeoutMs, null);
      giveUp = () => {
        resolve(null);
      };
      if (this.stopped.signal.aborted) giveUp();
      this.stopped.signal.addEventListener('abort', giveUp);
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
      this.stopped.signal.removeEventListener('abort', giveUp);
      clearTimeout(timer);
    }
  }

  /** The job as it stands, or null where there is none with this id (any more). */
  async view(jobId: string): Promise<JobView | null> {
    const port = this.portOfId(jobId);
    return port ? await reaching(this.redis, () => this.look(port, jobId)) : null;
  }

  /**
   * Calls a job off. One that waits is gone at once; one that runs is told to stop, and its `cancelled` event says when
   * it has.
   */
  async cancel(jobId: string): Promise<CancelOutcome> {
    const port = this.portOfId(jobId);
    return port ? await reaching(this.redis, () => this.callOff(port, jobId)) : 'unknown';
  }

  /**
   * A job's events as they come, ending with its final one. It begins with the state as it stands, or, where
   * `lastEventId` is given, with what happened since.
   *
   * @param signal ends the iteration
   */
  async *events(jobId: string, lastEventId: string | null, signal: AbortSignal): AsyncGenerator<JobEvent> {
    const port = this.portOfId(jobId);
    if (!port) return;
    await port.hear();
    const either = AbortSignal.any([signal, this.stopped.signal]);
    yield* followJob(port, jobId, lastEventId, () => this.view(jobId), either);
  }

  /**
   * Waits for nothing any more: what waits for a job hears that its time is over, what follows events that there are no
   * more. The jobs go on.
   */
  stopWaiting(): void {
    this.stopped.abort();
  }

  /** What a job was asked, as its kind has it; null where there is no such job (any more). */
  async payload<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    jobId: string,
  ): Promise<z.infer<Payload> | null> {
    const port = this.portOf(definition);
    const job = await reaching(this.redis, () => this.stored(port, jobId));
    return job ? definition.payload.parse(storedJobSchema.parse(job.data).payload) : null;
  }

  /** What a worker attached to a job under a name; null where there is nothing, or it is kept no longer. */
  async attachment(jobId: string, name: string): Promise<Buffer | null> {
    return await reaching(this.redis, () => readAttachment(this.redis, this.options.prefix, { jobId, name }));
  }

  /**
   * The job, completed and still kept, that answered the same question from the same data; null where there is none, and
   * where processes of the service do not all have the version that answered.
   */
  async answered(service: string, asked: Omit<AnswerOrigin, 'version'>): Promise<string | null> {
    const { prefix } = this.options;
    return await reaching(this.redis, async () => {
      const [version, ...others] = await livingVersions(this.redis, prefix, service);
      if (version === undefined || others.length > 0) return null;
      const jobId = await jobWithAnswer(this.redis, prefix, { ...asked, version });
      return jobId !== null && (await this.view(jobId))?.state === 'completed' ? jobId : null;
    });
  }

  /** @throws QueueUnreachableError where Redis does not answer */
  async ping(): Promise<void> {
    await reaching(this.redis, () => this.redis.ping());
  }

  /** Number of processes of a service that gave a sign of life lately. */
  async livingWorkers(service: string): Promise<number> {
    return await reaching(this.redis, () => livingInstances(this.redis, this.options.prefix, service));
  }

  /** Number of jobs of a kind that wait for a worker. */
  async waiting(definition: AnyJobDefinition): Promise<number> {
    return await reaching(this.redis, () => this.portOf(definition).queue.getWaitingCount());
  }

  /** What a job was asked, or null where there is no such job of this kind (any more). */
  async payloadOf<Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
    jobId: string,
  ): Promise<z.infer<Payload> | null> {
    const job = await reaching(this.redis, () => this.stored(this.portOf(definition), jobId));
    return job ? definition.payload.parse(storedJobSchema.parse(job.data).payload) : null;
  }

  /** Counts one use of `key`, and says whether it is within the limit; see `rate-limit.ts`. */
  async admit(key: string, limit: { readonly most: number; readonly windowS: number }): Promise<Admission> {
    const rate = new RateLimit(this.redis, this.options.prefix, { ...limit, withoutRedis: 'fail' });
    return await reaching(this.redis, () => rate.admit(key));
  }

  /** What a service says about itself, or null where it has not lately. */
  async note(about: string): Promise<ServiceNote | null> {
    return await reaching(this.redis, () => readNote(this.redis, this.options.prefix, about));
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.ports.values()].map((port) => port.close()));
    for (const connection of this.listening) connection.disconnect();
    this.redis.disconnect();
  }

  private async add(definition: AnyJobDefinition, jobId: string, data: StoredJob): Promise<EnqueueOutcome> {
    const port = this.portOf(definition);
    const mark = await this.readMark(jobId);
    if (mark) return { outcome: mark.fingerprint === data.fingerprint ? 'existing' : 'conflict', jobId };
    const job = await port.queue.add(definition.name, data, { jobId, ...this.jobOptions(definition) });
    if (job.id !== undefined && job.id !== jobId) return { outcome: 'busy', jobId: job.id };
    // An existing job is left as it was: what is stored says whose it is.
    const stored = await this.stored(port, jobId);
    if (!stored || stored.timestamp === job.timestamp) return { outcome: 'added', jobId };
    const same = storedJobSchema.parse(stored.data).fingerprint === data.fingerprint;
    return { outcome: same ? 'existing' : 'conflict', jobId };
  }

  private async look(port: QueuePort, jobId: string): Promise<JobView | null> {
    // The state before the job: a job that ends between the two is then seen whole, if as still active.
    const [state, mark] = await Promise.all([port.queue.getJobState(jobId), this.readMark(jobId)]);
    const known = stateOf(state);
    const job = known === null ? undefined : await this.stored(port, jobId);
    if (!job || known === null) return mark ? cancelledView(jobId, mark) : null;
    return viewOf(job, known, known === 'waiting' ? await port.position(jobId) : null);
  }

  private async callOff(port: QueuePort, jobId: string): Promise<CancelOutcome> {
    const view = await this.look(port, jobId);
    if (!view) return 'unknown';
    if (view.state === 'cancelled') return 'cancelled';
    const job = await this.stored(port, jobId);
    if (!job || FINAL_STATES.has(view.state)) return 'finished';
    const { prefix, keep } = this.options;
    const mark: CancelMark = {
      name: view.name,
      fingerprint: storedJobSchema.parse(job.data).fingerprint,
      createdAtMs: view.createdAtMs,
      cancelledAtMs: Date.now(),
    };
    await markCancelled(this.redis, prefix, jobId, mark, keep.ageS);
    // Removal takes the job's children with it. It succeeds where all of them wait, and is refused where a worker holds
    // one; those that run hear the message, those that are taken up meanwhile see the mark.
    if ((await port.queue.remove(jobId)) === 1) {
      await new KeptResults(this.redis, prefix, jobId).drop();
      return 'cancelled';
    }
    await this.redis.publish(cancelChannel(prefix), jobId);
    return 'cancelling';
  }

  private jobOptions(definition: AnyJobDefinition): JobsOptions {
    const keep = { age: this.options.keep.ageS, count: this.options.keep.count };
    return {
      attempts: definition.attempts,
      backoff: { type: 'exponential', delay: definition.backoffMs },
      removeOnComplete: keep,
      removeOnFail: keep,
      // Without a time limit it lasts until the job has ended or is removed.
      ...(definition.oneAtATime ? { deduplication: { id: definition.name } } : {}),
    };
  }

  private portOf(definition: AnyJobDefinition): QueuePort {
    const port = this.ports.get(definition.queue);
    if (!port) throw new Error(`the queue ${definition.queue} was not opened`);
    return port;
  }

  private portOfId(jobId: string): QueuePort | undefined {
    return [...this.ports.values()].find(({ definition }) => jobId.startsWith(`${definition.idPrefix}-`));
  }

  private async stored(port: QueuePort, jobId: string): Promise<Job | undefined> {
    return await (port.queue.getJob(jobId) as Promise<Job | undefined>);
  }

  private async readMark(jobId: string): Promise<CancelMark | null> {
    return await readCancelMark(this.redis, this.options.prefix, jobId);
  }
}
