import { z } from 'zod';

/** How far a job is: 0–100, with the name of what it does now. */
export const jobProgressSchema = z.object({
  percent: z.number().min(0).max(100),
  stage: z.string(),
  search: z
    .object({
      candidates: z.int(),
      candidatesLeft: z.int().meta({ description: 'That can still be among the best' }),
      replications: z.int().meta({ description: 'Simulated shifts so far' }),
      best: z
        .object({ candidate: z.int(), value: z.number() })
        .nullable()
        .meta({ description: 'The best so far, and what it comes to in the unit of the objective' }),
      probability: z.number().meta({ description: 'Of the right choice, as far as it is known' }),
    })
    .optional()
    .meta({ description: 'Of a search for strategies, once its first round has ended' }),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;
