import type { JobView } from '@mining-ops/jobs/client/job-view.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { presentStrategies } from '../contract/present-strategies.js';
import { answerOf, optionOf } from '../testing/strategy-answers.js';
import {
  acceptedJobSchema,
  jobSchema,
  linksOf,
  representJob,
  representResult,
} from './job-representation.js';

function viewOf(changes: Partial<JobView> = {}): JobView {
  return {
    jobId: 'strategy-1',
    name: strategyJob.name,
    state: 'waiting',
    progress: { percent: 0, stage: 'waiting' },
    createdAtMs: Date.UTC(2026, 10, 24, 6),
    startedAtMs: null,
    finishedAtMs: null,
    attempts: 0,
    queuePosition: 2,
    result: null,
    error: null,
    ...changes,
  };
}

describe('a job as clients see it', () => {
  it('has these keys and these forms, to the letter', () => {
    expect(representJob(viewOf())).toEqual({
      jobId: 'strategy-1',
      name: 'find-strategies',
      status: 'waiting',
      progress: { percent: 0, stage: 'waiting' },
      createdAt: '2026-11-24T06:00:00.000Z',
      startedAt: null,
      finishedAt: null,
      attempts: 0,
      queuePosition: 2,
      result: null,
      error: null,
      links: { self: '/v1/jobs/strategy-1', events: '/v1/jobs/strategy-1/events' },
    });
  });

  it('has its result in the words of the contract and in numbers, once it is completed', () => {
    const answer = answerOf(optionOf());
    const job = representJob(
      viewOf({
        state: 'completed',
        progress: { percent: 100, stage: 'done' },
        startedAtMs: Date.UTC(2026, 10, 24, 6, 0, 1),
        finishedAtMs: Date.UTC(2026, 10, 24, 6, 0, 2),
        attempts: 1,
        queuePosition: null,
        result: answer,
      }),
    );
    expect(job.result).toEqual({ ...presentStrategies(answer), answer });
    expect([job.startedAt, job.finishedAt]).toEqual(['2026-11-24T06:00:01.000Z', '2026-11-24T06:00:02.000Z']);
  });

  it('has no result before', () => {
    expect(representJob(viewOf({ state: 'active', result: answerOf(optionOf()) })).result).toBeNull();
  });

  it('has its failure as it is', () => {
    const error = { code: 'NO_HISTORY', message: 'too few', field: null, kind: 'UNAVAILABLE' } as const;
    expect(representJob(viewOf({ state: 'failed', error }))).toMatchObject({ status: 'failed', error });
  });

  it.each(['waiting', 'delayed', 'active', 'completed', 'failed', 'cancelled'] as const)(
    'is what the documents say of it: %s',
    (state) => {
      const job = representJob(viewOf({ state, result: answerOf(optionOf()) }));
      expect(jobSchema.parse(job)).toEqual(job);
      expect(jobSchema.keyof().options).toEqual(Object.keys(job));
    },
  );
});

describe('the result of a job', () => {
  it('other than strategies is as its kind defines it', () => {
    const result = { answer: 'Ya.', source: 'm', sessionId: null, durationMs: 1 };
    expect(representResult(chatJob.name, result)).toEqual(result);
  });

  it('that is not what its kind defines is a defect', () => {
    expect(() => representResult(strategyJob.name, { options: [] })).toThrow();
  });
});

describe('an accepted job', () => {
  it('has its id, its state and its links', () => {
    const accepted = { jobId: 'strategy-1', status: 'waiting', cached: false, links: linksOf('strategy-1') };
    expect(acceptedJobSchema.parse(accepted)).toEqual(accepted);
  });
});
