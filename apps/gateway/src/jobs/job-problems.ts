import type { JobFailure } from '@mining-ops/jobs/definitions/job-failure.js';
import { Problem } from '../http/problem.js';

/** The URL under which a job is asked for. */
export const jobUrl = (jobId: string): string => `/v1/jobs/${jobId}`;

const STATUS: Readonly<Record<JobFailure['kind'], number>> = {
  BAD_INPUT: 422,
  NOT_FOUND: 404,
  CANCELLED: 409,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** A failed job as the response to whoever waited for it. */
export function problemOfFailure(failure: JobFailure, jobId: string): Problem {
  const faults = failure.field === null ? [] : [{ field: failure.field, message: failure.message }];
  return new Problem(STATUS[failure.kind], failure.code, failure.message, faults, { job_id: jobId });
}

/** The job goes on: the client can ask for it. */
export function problemOfTimeout(jobId: string, waitedMs: number): Problem {
  return new Problem(
    504,
    'STILL_RUNNING',
    `job ${jobId} has not finished within ${waitedMs / 1_000} s; it goes on, ask for it at ${jobUrl(jobId)}`,
    [],
    { job_id: jobId, url: jobUrl(jobId) },
  );
}

export function noSuchJob(jobId: string): Problem {
  return Problem.ofFaults(404, 'UNKNOWN_JOB', [
    { field: 'id', message: `"${jobId}" is no job, or one that is kept no longer` },
  ]);
}
