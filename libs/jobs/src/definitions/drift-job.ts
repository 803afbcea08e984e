import { z } from 'zod';
import { defineJob } from './job-definition.js';

/** Compare what the models are asked and answer now with what they were trained on. Done by the trainer, one at a time. */
export const driftJob = defineJob({
  queue: 'drift-checks',
  name: 'check-drift',
  idPrefix: 'drift',
  payload: z.object({ cause: z.enum(['request', 'schedule']) }),
  result: z.object({
    /** Of the report that was kept: the job's own id. */
    reportId: z.string(),
    verdict: z.enum(['stable', 'drift', 'not-enough-data']),
    /** Columns that have drifted. */
    drifted: z.array(z.string()),
    /** Observations that were compared. */
    rows: z.int(),
  }),
  attempts: 3,
  backoffMs: 1_000,
  oneAtATime: true,
});
