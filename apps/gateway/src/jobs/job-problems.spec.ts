import type { JobFailure } from '@mining-ops/jobs/definitions/job-failure.js';
import { noSuchJob, problemOfFailure, problemOfTimeout } from './job-problems.js';

const failure = (changes: Partial<JobFailure> = {}): JobFailure => ({
  code: 'NO_HISTORY',
  message: 'hauling time: hauling_activities.csv has 0 usable rows, at least 10 are needed',
  field: null,
  kind: 'UNAVAILABLE',
  ...changes,
});

describe('a failed job, to whoever waited for it', () => {
  it.each([
    ['BAD_INPUT', 422],
    ['NOT_FOUND', 404],
    ['CANCELLED', 409],
    ['UNAVAILABLE', 503],
    ['INTERNAL', 500],
  ] as const)('of kind %s is a %i', (kind, status) => {
    expect(problemOfFailure(failure({ kind }), 'strategy-1').getStatus()).toBe(status);
  });

  it("has the job's code, words and id", () => {
    expect(problemOfFailure(failure(), 'strategy-1')).toMatchObject({
      code: 'NO_HISTORY',
      detail: failure().message,
      faults: [],
      extra: { job_id: 'strategy-1' },
    });
    const { faults } = problemOfFailure(failure({ field: 'roadId' }), 'strategy-1');
    expect(faults).toEqual([{ field: 'roadId', message: failure().message }]);
  });
});

describe('a job that takes longer than the wait', () => {
  it('is a 504 that says it goes on, and where', () => {
    const problem = problemOfTimeout('strategy-1', 30_000);
    expect(problem).toMatchObject({
      status: 504,
      code: 'STILL_RUNNING',
      extra: { job_id: 'strategy-1', url: '/v1/jobs/strategy-1' },
    });
    expect(problem.detail).toBe(
      'job strategy-1 has not finished within 30 s; it goes on, ask for it at /v1/jobs/strategy-1',
    );
  });
});

describe('a job that is not there', () => {
  it('is a 404 that shows the id', () => {
    expect(noSuchJob('x')).toMatchObject({
      status: 404,
      code: 'UNKNOWN_JOB',
      detail: 'id "x" is no job, or one that is kept no longer',
    });
  });
});
