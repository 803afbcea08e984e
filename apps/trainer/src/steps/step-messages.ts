import { jobFailureSchema } from '@mining-ops/jobs/definitions/job-failure.js';
import { trainingStepJob } from '@mining-ops/jobs/definitions/training-job.js';
import { z } from 'zod';

/** What the process that does a step is told, once. */
export const stepOrderSchema = z.object({
  step: trainingStepJob.payload,
  dataDir: z.string(),
  modelsDir: z.string(),
  /** The priority of the process, 0–19 as of `nice`: 19 is the lowest. */
  nice: z.int().min(0).max(19),
});
export type StepOrder = z.infer<typeof stepOrderSchema>;

/** What it says. */
export const stepMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), share: z.number() }),
  z.object({ type: z.literal('done'), result: trainingStepJob.result }),
  z.object({ type: z.literal('failed'), failure: jobFailureSchema }),
]);
export type StepMessage = z.infer<typeof stepMessageSchema>;
