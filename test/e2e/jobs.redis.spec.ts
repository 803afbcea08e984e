import { problemSchema } from '@mining-ops/gateway/http/problem.js';
import {
  acceptedJobSchema,
  jobSchema,
  type AcceptedJob,
  type JobRepresentation,
} from '@mining-ops/gateway/jobs/job-representation.js';
import { topThreeSchema } from '@mining-ops/gateway/contract/present-strategies.js';
import { strategyAnswerSchema } from '@mining-ops/strategy/answer/strategy-answer.js';
import { longQuestion, smallQuestion } from './support/requests.js';
import { serverSentEvents, type ServerSentEvent } from './support/server-sent-events.js';
import { System } from './support/system.js';

describe('the job interface', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.prepare({ SIMULATOR_CONCURRENCY: '1' });
    await Promise.all([system.start('gateway'), system.start('simulator')]);
  });

  afterAll(() => system.stop());

  async function enqueue(
    question: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<AcceptedJob> {
    const reply = await system.post('/v1/strategies', question, headers);
    expect(reply.status).toBe(202);
    const job = acceptedJobSchema.parse(reply.json());
    expect(reply.headers.get('location')).toBe(job.links.self);
    return job;
  }

  async function view(jobId: string): Promise<JobRepresentation> {
    return jobSchema.parse((await system.get(`/v1/jobs/${jobId}`)).json());
  }

  async function eventsOf(jobId: string, lastEventId?: string): Promise<ServerSentEvent[]> {
    const events: ServerSentEvent[] = [];
    const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    for await (const event of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`, headers))
      events.push(event);
    return events;
  }

  it('answers 202 with id, status and links; the job then has the result, in words and in numbers', async () => {
    const job = await enqueue(smallQuestion());
    expect(job).toMatchObject({ status: 'waiting', links: { self: `/v1/jobs/${job.jobId}` } });
    await eventsOf(job.jobId);
    const done = await view(job.jobId);
    expect(done).toMatchObject({
      status: 'completed',
      progress: { percent: 100, stage: 'done' },
      attempts: 1,
      error: null,
    });
    expect(Date.parse(done.finishedAt!)).toBeGreaterThanOrEqual(Date.parse(done.startedAt!));
    const { answer, ...words } = done.result as { answer: unknown };
    expect(strategyAnswerSchema.parse(answer).options).toHaveLength(3);
    expect(topThreeSchema.parse(words)).toEqual(
      (await system.post('/get_top_3_strategies', smallQuestion())).json(),
    );
  });

  it('tells a queue position, and an order that goes down as jobs are done', async () => {
    const first = await enqueue(longQuestion());
    await untilStarted(first.jobId);
    const [second, third] = [
      await enqueue(smallQuestion({ seed: 5 })),
      await enqueue(smallQuestion({ seed: 6 })),
    ];
    expect((await view(second.jobId)).queuePosition).toBe(1);
    expect((await view(third.jobId)).queuePosition).toBe(2);
    expect((await view(first.jobId)).queuePosition).toBeNull();
    await eventsOf(third.jobId);
    expect((await view(third.jobId)).status).toBe('completed');
  }, 90_000);

  it('streams progress with stage names, then the result, and ends', async () => {
    const { jobId } = await enqueue(smallQuestion({ replications: 1_500, seed: 9 }));
    const events = await eventsOf(jobId);
    const progress = events
      .filter(({ type }) => type === 'progress')
      .map(({ data }) => data as { percent: number; stage: string });
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.map(({ percent }) => percent)).toEqual(
      progress.map(({ percent }) => percent).sort((a, b) => a - b),
    );
    expect(new Set(progress.map(({ stage }) => stage))).toContain('simulating 33 candidates');
    expect(events.at(-1)?.type).toBe('completed');
    expect(topThreeSchema.parse(events.at(-1)?.data).top_3_strategies).toHaveLength(3);
  });

  it('resumes after a dropped connection by Last-Event-ID: nothing lost, nothing twice', async () => {
    const { jobId } = await enqueue(smallQuestion({ replications: 1_500, seed: 10 }));
    const before: ServerSentEvent[] = [];
    for await (const event of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`)) {
      before.push(event);
      if (event.id !== null && before.length > 3) break; // the connection drops here
    }
    const resumed = await eventsOf(jobId, before.at(-1)!.id!);
    const whole = await eventsOf(jobId, '0-0');
    const ids = [...before, ...resumed].map(({ id }) => id).filter((id) => id !== null);
    expect(ids).toEqual([...new Set(ids)]);
    // What was missed between the two is there: together they are the whole stream from the first event heard.
    const from = whole.findIndex(({ id }) => id === ids[0]);
    expect(ids).toEqual(whole.slice(from).map(({ id }) => id));
    expect(resumed.at(-1)?.type).toBe('completed');
  });

  it('gives the final event to whoever comes late', async () => {
    const { jobId } = await enqueue(smallQuestion({ seed: 11 }));
    await eventsOf(jobId);
    expect((await eventsOf(jobId)).map(({ type }) => type)).toEqual(['completed']);
  });

  it('cancels a job that waits at once, and one that runs soon after; both say so', async () => {
    const running = await enqueue(longQuestion());
    const waiting = await enqueue(smallQuestion({ seed: 12 }));
    await untilStarted(running.jobId);
    const [runningEvents, waitingEvents] = [eventsOf(running.jobId), eventsOf(waiting.jobId)];
    expect((await system.delete(`/v1/jobs/${waiting.jobId}`)).json()).toEqual({
      jobId: waiting.jobId,
      status: 'cancelled',
    });
    expect((await system.delete(`/v1/jobs/${running.jobId}`)).json()).toEqual({
      jobId: running.jobId,
      status: 'cancelling',
    });
    expect((await runningEvents).at(-1)?.type).toBe('cancelled');
    expect((await waitingEvents).at(-1)?.type).toBe('cancelled');
    for (const { jobId } of [running, waiting]) {
      expect(await view(jobId)).toMatchObject({
        status: 'cancelled',
        error: { code: 'CANCELLED' },
        result: null,
      });
      expect((await system.delete(`/v1/jobs/${jobId}`)).json()).toEqual({ jobId, status: 'cancelled' });
    }
  });

  it('tells a request that waits for a job that it was cancelled', async () => {
    const key = { 'Idempotency-Key': 'cancelled-while-waited-for' };
    const { jobId } = await enqueue(longQuestion(), key);
    const waiting = system.post('/get_top_3_strategies', longQuestion(), key);
    await untilStarted(jobId);
    await system.delete(`/v1/jobs/${jobId}`);
    const reply = await waiting;
    expect(reply.status).toBe(409);
    expect(problemSchema.parse(reply.json()).code).toBe('CANCELLED');
  });

  it('gives the same job to the same Idempotency-Key, and refuses the key for another request', async () => {
    const key = { 'Idempotency-Key': 'shift-42' };
    const jobs = await Promise.all([1, 2, 3, 4, 5].map(() => enqueue(smallQuestion(), key)));
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(1);
    const reply = await system.post('/v1/strategies', smallQuestion({ seed: 2 }), key);
    expect(reply.status).toBe(409);
    expect(problemSchema.parse(reply.json()).detail).toContain(
      'this Idempotency-Key belongs to another request',
    );
  });

  it('refuses what cannot be: an unknown job, a finished one to cancel, an event id that is none', async () => {
    for (const reply of [
      await system.get('/v1/jobs/strategy-x'),
      await system.delete('/v1/jobs/nothing-1'),
    ]) {
      expect(reply.status).toBe(404);
      expect(problemSchema.parse(reply.json()).code).toBe('UNKNOWN_JOB');
    }
    const { jobId } = await enqueue(smallQuestion({ seed: 13 }));
    await eventsOf(jobId);
    expect((await system.delete(`/v1/jobs/${jobId}`)).status).toBe(409);
    await expect(eventsOf(jobId, 'yesterday')).rejects.toThrow('answered 400');
  });

  /** Waits for the job's first event after it began: the snapshot, where it has, else its first progress. */
  async function untilStarted(jobId: string): Promise<void> {
    for await (const { data } of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`)) {
      if ((data as { stage?: string }).stage !== 'waiting') return;
    }
  }
});

describe('a wait that is too short', () => {
  it("ends in a 504 with the job's id and URL, and the job goes on", async () => {
    const system = await System.prepare({ STRATEGY_WAIT_MS: '50' });
    try {
      await Promise.all([system.start('gateway'), system.start('simulator')]);
      const reply = await system.post('/get_top_3_strategies', longQuestion());
      expect(reply.status).toBe(504);
      const { job_id, url, detail } = reply.json() as { job_id: string; url: string; detail: string };
      expect(reply.headers.get('x-job-id')).toBe(job_id);
      expect(detail).toContain(url);
      const events = serverSentEvents(`${system.url}${url}/events`);
      let last: ServerSentEvent | null = null;
      for await (const event of events) last = event;
      expect(last?.type).toBe('completed');
    } finally {
      await system.stop();
    }
  }, 90_000);
});
