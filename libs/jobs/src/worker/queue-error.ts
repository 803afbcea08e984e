import { failActiveSpan } from '@mining-ops/platform/tracing/spans.js';
import { UnrecoverableError, type Job } from 'bullmq';
import type { z } from 'zod';
import {
  BrokenDependencyError,
  cancelledFailure,
  encodeFailure,
  JobFailedError,
  type JobFailure,
} from '../definitions/job-failure.js';
import type { WorkerLog } from './worker-options.js';

/** Translates a handler's error into what tells BullMQ whether to try again. */
export function toQueueError(error: unknown, cancelled: boolean, job: Job, log: WorkerLog): Error {
  if (cancelled) {
    log.info({ jobId: job.id }, 'job cancelled');
    return new UnrecoverableError(encodeFailure(cancelledFailure()));
  }
  failActiveSpan(codeOf(error));
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

function codeOf(error: unknown): string {
  if (error instanceof JobFailedError) return error.failure.code;
  return error instanceof BrokenDependencyError ? error.code : 'INTERNAL';
}

/** A payload or a result that is not what its kind of job promises. */
export function invalid(what: 'payload' | 'result', error: z.ZodError): JobFailedError {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  const message = `${what} ${field}: ${issue?.message ?? 'invalid'}`;
  const failure: JobFailure = { code: 'INTERNAL', message, field, kind: 'INTERNAL' };
  return new JobFailedError(failure);
}
