import { z } from 'zod';

/**
 * What a job says to its listeners while it runs, beside its progress: a text that grows. A `token` is appended to it, a
 * `replace` takes the place of all of it. The job's result has the whole text; messages only make it visible earlier.
 */
export const jobMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('token'), text: z.string() }),
  z.object({
    type: z.literal('replace'),
    text: z.string(),
    /** Why, for programs. */
    reason: z.string(),
  }),
]);
export type JobMessage = z.infer<typeof jobMessageSchema>;

export const MESSAGE_TYPES = ['token', 'replace'] as const satisfies readonly JobMessage['type'][];
