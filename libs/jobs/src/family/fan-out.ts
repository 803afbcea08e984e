import type { z } from 'zod';
import type { AnyJobDefinition, JobDefinition } from '../definitions/job-definition.js';

/** One child of a fan-out. */
export interface Child {
  /** Names it within its parent, for good: the same key is the same child however often it is handed out. */
  readonly key: string;
  readonly payload: unknown;
}

/** What a handler returns instead of a result: children to wait for. See {@link fanOut}. */
export class FanOut {
  constructor(
    readonly definition: AnyJobDefinition,
    readonly children: readonly Child[],
  ) {}
}

/**
 * Hands work to children, jobs of another kind that any process may do. The job that returns this holds nothing while
 * it waits; once all of them have ended, or one has failed for good, some worker calls its handler again. A child that
 * failed fails its parent with the child's own reason, before the handler is called.
 *
 * @param children at least one; their keys have letters, digits and dashes only
 */
export function fanOut<Payload extends z.ZodType, Result extends z.ZodType>(
  definition: JobDefinition<Payload, Result>,
  children: readonly { readonly key: string; readonly payload: z.infer<Payload> }[],
): FanOut {
  return new FanOut(definition, children);
}

/** A child's id says whose child it is: `<its kind>-<the parent's id>-<its key>`. */
export function childIdOf(definition: AnyJobDefinition, parentId: string, key: string): string {
  return `${definition.idPrefix}-${parentId}-${key}`;
}
