import { z } from 'zod';

/** What is stored as a job's data: the payload, and a digest of the request that led to it. */
export const storedJobSchema = z.object({
  payload: z.unknown(),
  fingerprint: z.string(),
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
