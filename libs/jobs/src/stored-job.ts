import { logContext } from '@mining-ops/platform/log-context.js';
import { z } from 'zod';

/** What is stored as a job's data: the payload, a digest of the request that led to it, and whose it is. */
export const storedJobSchema = z.object({
  payload: z.unknown(),
  fingerprint: z.string(),
  /** Of the HTTP request that the job is done for, for the log. */
  requestId: z.string().optional(),
  /** Of a job that has handed work to children: it goes on where it left off, however often a worker takes it up. */
  handedOut: z
    .object({
      /** How often. */
      times: z.int(),
      /** When a worker first began the job, epoch ms. */
      begunAtMs: z.number(),
    })
    .optional(),
});
export type StoredJob = z.infer<typeof storedJobSchema>;

/** Whose a job is that is added here: of the request that is being answered, or that the job in hand is done for. */
export function inRequest(): Pick<StoredJob, 'requestId'> {
  const { requestId } = logContext();
  return requestId === undefined ? {} : { requestId };
}
