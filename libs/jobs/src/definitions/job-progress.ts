import { z } from 'zod';

/** How far a job is: 0–100, with the name of what it does now. */
export const jobProgressSchema = z.object({
  percent: z.number().min(0).max(100),
  stage: z.string(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;
