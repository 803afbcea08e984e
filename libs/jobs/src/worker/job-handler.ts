import type { z } from 'zod';
import type { JobDefinition } from '../definitions/job-definition.js';
import type { JobMessage } from '../definitions/job-message.js';
import type { SearchBasis } from '../definitions/search-basis.js';
import type { JobProgress } from '../definitions/job-progress.js';
import type { FanOut } from '../family/fan-out.js';
import type { KeptResults } from '../family/kept-results.js';

/** How busy the workers of a kind of job are. */
export interface Load {
  /** Processes of the service that gave a sign of life lately, this one among them. */
  readonly processes: number;
  /** Jobs of the same kind that wait for a worker. */
  readonly waiting: number;
}

export interface HandlerContext {
  readonly jobId: string;
  /** Aborted when the job is cancelled, or its parent is; the handler then stops as soon as it can. */
  readonly signal: AbortSignal;
  /** How often it handed work to children before. */
  readonly handedOut: number;
  /** How often a worker died that had the job in hand. */
  readonly stalls: number;
  readonly report: (progress: JobProgress) => Promise<void>;
  /** The same of the job's parent, which waits for it. */
  readonly reportParent: (progress: JobProgress) => Promise<void>;
  /** Says something to whoever follows the job's events. */
  readonly say: (message: JobMessage) => Promise<void>;
  /** 1 for a job that no worker has begun before; one that goes on after a fan-out is not begun again. */
  readonly attempt: number;
  /** What the job keeps for its children and they for it; a child has its parent's. */
  readonly kept: KeptResults;
  /** Results of the children of one kind that have completed so far, by their keys. */
  readonly resultsOf: <Payload extends z.ZodType, Result extends z.ZodType>(
    definition: JobDefinition<Payload, Result>,
  ) => Promise<ReadonlyMap<string, z.infer<Result>>>;
  /** Attaches data to the job that are too large for its result; kept as long as finished jobs are. */
  readonly attach: (name: string, data: Buffer) => Promise<void>;
  /**
   * Remembers that this job answers a question from some data: whoever asks the same while that holds may be given its
   * result. To be called last, and only for a result that a repetition would give again.
   */
  readonly remember: (
    answered: { readonly question: unknown; readonly basis: SearchBasis },
    keepS: number,
  ) => Promise<void>;
  readonly load: () => Promise<Load>;
}

/** Does a job: resolves to its result, or to children to wait for, after which it is called again. */
export type JobHandler<Payload, Result> = (
  payload: Payload,
  context: HandlerContext,
) => Promise<Result | FanOut>;
