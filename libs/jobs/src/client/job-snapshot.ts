import type { Job } from 'bullmq';
import type { z } from 'zod';
import type { CancelMark } from '../cancellation.js';
import type { JobDefinition } from '../definitions/job-definition.js';
import { cancelledFailure, decodeFailure, type JobFailure } from '../definitions/job-failure.js';
import { jobProgressSchema, type JobProgress } from '../definitions/job-progress.js';
import { storedJobSchema } from '../stored-job.js';
import type { JobEvent, JobState, JobView } from './job-view.js';

export type WaitOutcome<Result> =
  | { readonly outcome: 'completed'; readonly result: Result }
  | { readonly outcome: 'failed'; readonly failure: JobFailure }
  | { readonly outcome: 'timeout' };

const NO_PROGRESS: JobProgress = { percent: 0, stage: 'waiting' };

/** BullMQ's state in the words of a client, or null for a job that is no more. */
export function stateOf(state: string): JobState | null {
  switch (state) {
    case 'waiting':
    case 'prioritized':
      return 'waiting';
    case 'waiting-children':
      return 'active'; // others work on it
    case 'delayed':
    case 'active':
    case 'completed':
    case 'failed':
      return state;
    default:
      return null;
  }
}

export function viewOf(job: Job, found: JobState, queuePosition: number | null): JobView {
  const handedOut = storedJobSchema.safeParse(job.data).data?.handedOut;
  // Between two calls of its handler it waits for a worker for a moment: for a client it goes on.
  const state = found === 'waiting' && handedOut ? 'active' : found;
  const ended = state === 'completed' || state === 'failed';
  const error = state !== 'completed' && job.failedReason ? decodeFailure(job.failedReason) : null;
  const progress = jobProgressSchema.safeParse(job.progress);
  return {
    jobId: job.id ?? '',
    name: job.name,
    state: state === 'failed' && error?.kind === 'CANCELLED' ? 'cancelled' : state,
    progress:
      state === 'completed'
        ? { percent: 100, stage: 'done' }
        : progress.success
          ? progress.data
          : NO_PROGRESS,
    createdAtMs: job.timestamp,
    startedAtMs: handedOut?.begunAtMs ?? job.processedOn ?? null,
    finishedAtMs: ended ? (job.finishedOn ?? null) : null,
    // Each time that it was handed out it was begun once more, to go on.
    attempts: Math.max(handedOut ? 1 : 0, job.attemptsStarted - (handedOut?.times ?? 0)),
    queuePosition: state === 'waiting' ? queuePosition : null,
    result: state === 'completed' ? (job.returnvalue as unknown) : null,
    error,
  };
}

/** A job that was removed while it waited: only the mark of its cancellation is left. */
export function cancelledView(jobId: string, mark: CancelMark): JobView {
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

/** What waiting for a job that has ended comes to. */
export function outcomeOf<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  view: JobView,
): WaitOutcome<z.infer<Result>> {
  if (view.state === 'completed')
    return { outcome: 'completed', result: definition.result.parse(view.result) };
  return { outcome: 'failed', failure: view.error ?? cancelledFailure() };
}

/** The event with which a job that has ended would have ended its stream. */
export function finalEventOf(view: JobView): JobEvent {
  if (view.state === 'completed') return { id: null, type: 'completed', data: view.result };
  return { id: null, type: view.state === 'cancelled' ? 'cancelled' : 'failed', data: view.error };
}
