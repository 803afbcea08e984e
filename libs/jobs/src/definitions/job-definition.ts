import type { z } from 'zod';

/** One kind of job: everything that producers, workers and documents need to know of it. */
export interface JobDefinition<Payload extends z.ZodType, Result extends z.ZodType> {
  /** The queue it waits in. One queue a kind, so that no kind starves another. */
  readonly queue: string;
  readonly name: string;
  /** Ids are `<idPrefix>-<rest>`, so that an id alone says where its job is. */
  readonly idPrefix: string;
  readonly payload: Payload;
  readonly result: Result;
  /** Attempts in all, where a dependency is broken; other failures are final at once. */
  readonly attempts: number;
  /** Delay before the second attempt, ms; it doubles from there. */
  readonly backoffMs: number;
  /**
   * A worker that dies keeps the lock of a job for this long, ms; another takes the job over within this and a quarter.
   * Default 10 s. For short jobs that others wait for it may be less.
   */
  readonly lockMs?: number;
  /** While one of this kind waits or runs, no other is added: whoever asks for another is told of that one. */
  readonly oneAtATime?: boolean;
}

export function defineJob<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
): JobDefinition<Payload, Result> {
  return definition;
}

export type AnyJobDefinition = JobDefinition<z.ZodType, z.ZodType>;
export type PayloadOf<Definition> =
  Definition extends JobDefinition<infer Payload, z.ZodType> ? z.infer<Payload> : never;
export type ResultOf<Definition> =
  Definition extends JobDefinition<z.ZodType, infer Result> ? z.infer<Result> : never;
