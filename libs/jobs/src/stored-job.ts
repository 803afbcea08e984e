import { z } from 'zod';

/** What is stored as a job's data: the payload, and a digest of the request that led to it. */
export const storedJobSchema = z.object({ payload: z.unknown(), fingerprint: z.string() });
export type StoredJob = z.infer<typeof storedJobSchema>;
