import { z } from 'zod';

/** Why a job failed, as it is stored with the job and shown to clients. */
export const jobFailureSchema = z.object({
  /** For programs: CANCELLED, NO_HISTORY, … INTERNAL for a defect. */
  code: z.string(),
  message: z.string(),
  /** The payload's field at fault, where there is one. */
  field: z.string().nullable(),
  /** BAD_INPUT: asking again is useless. UNAVAILABLE: later may work. INTERNAL: our defect. */
  kind: z.enum(['BAD_INPUT', 'NOT_FOUND', 'UNAVAILABLE', 'CANCELLED', 'INTERNAL']),
});
export type JobFailure = z.infer<typeof jobFailureSchema>;

/** Thrown by a handler: the job fails with this, and is not tried again. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';

  constructor(readonly failure: JobFailure) {
    super(failure.message);
  }
}

/** Thrown by a handler: something that the job depends on is broken. The queue tries again, with backoff. */
export class BrokenDependencyError extends Error {
  override readonly name = 'BrokenDependencyError';

  constructor(
    message: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What BullMQ stores as a job's failed reason. */
export function encodeFailure(failure: JobFailure): string {
  return JSON.stringify(failure);
}

/** Reads a stored reason; one that BullMQ itself wrote (a stalled job, say) becomes INTERNAL. */
export function decodeFailure(reason: string): JobFailure {
  try {
    const parsed = jobFailureSchema.safeParse(JSON.parse(reason));
    if (parsed.success) return parsed.data;
  } catch {
    // not JSON: BullMQ's own words
  }
  return { code: 'INTERNAL', message: reason, field: null, kind: 'INTERNAL' };
}

export function cancelledFailure(): JobFailure {
  return { code: 'CANCELLED', message: 'the job was cancelled', field: null, kind: 'CANCELLED' };
}
