import type { JobFailure } from '../definitions/job-failure.js';
import type { JobMessage } from '../definitions/job-message.js';
import type { JobProgress } from '../definitions/job-progress.js';

export const JOB_STATES = ['waiting', 'delayed', 'active', 'completed', 'failed', 'cancelled'] as const;
/** delayed: waits to be tried again, as something that it depends on was broken. */
export type JobState = (typeof JOB_STATES)[number];

/** A job as a client sees it. Times are epoch ms. */
export interface JobView {
  readonly jobId: string;
  readonly name: string;
  readonly state: JobState;
  readonly progress: JobProgress;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  /** Times that a worker has begun it. */
  readonly attempts: number;
  /** 1 is next; null where it does not wait. */
  readonly queuePosition: number | null;
  /** As the job's kind defines it; null until completed. */
  readonly result: unknown;
  readonly error: JobFailure | null;
}

/** Something that happened to a job. `id` orders the events of a queue; `Last-Event-ID` gives it back to resume. */
export interface JobEvent {
  readonly id: string | null;
  readonly type: 'progress' | JobMessage['type'] | FinalEventType;
  readonly data: unknown;
}
type FinalEventType = 'completed' | 'failed' | 'cancelled';

/** Whether nothing more will happen to the job. */
export function isFinal(event: JobEvent): boolean {
  return event.type === 'completed' || event.type === 'failed' || event.type === 'cancelled';
}

export const FINAL_STATES: ReadonlySet<JobState> = new Set(['completed', 'failed', 'cancelled']);
