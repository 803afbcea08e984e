import { z } from 'zod';
import { defineJob } from './job-definition.js';

/** What made a training begin. */
export const TRAINING_CAUSES = ['request', 'upload', 'file', 'schedule'] as const;

/** What the gate said of a new version, and whether it serves now. */
export const judgedVersionSchema = z.object({
  target: z.string(),
  version: z.string(),
  decision: z.enum(['promoted', 'held', 'rejected']),
  /** False: no model was better than the constant, which serves as a base rate. */
  skill: z.boolean(),
  /** In words, with the numbers. */
  reasons: z.array(z.string()),
});
export type JudgedVersion = z.infer<typeof judgedVersionSchema>;

/** Learn new models from the data as they are now. Done by the trainer, one at a time. */
export const trainingJob = defineJob({
  queue: 'trainings',
  name: 'train-models',
  idPrefix: 'training',
  payload: z.object({
    cause: z.enum(TRAINING_CAUSES),
    /** The targets to train; all of them where null. */
    targets: z.array(z.string()).min(1).nullable(),
    seed: z.int().min(0).max(4_294_967_295),
  }),
  result: z.object({
    cause: z.enum(TRAINING_CAUSES),
    rowsRead: z.int(),
    rowsUsed: z.int(),
    rowsSetAside: z.int(),
    versions: z.array(judgedVersionSchema),
  }),
  attempts: 3,
  backoffMs: 1_000,
  oneAtATime: true,
});

/** One step of a training; a training has its steps as children. */
export const trainingStepJob = defineJob({
  queue: 'training-steps',
  name: 'training-step',
  idPrefix: 'step',
  payload: z.discriminatedUnion('step', [
    z.object({ step: z.literal('prepare') }),
    z.object({ step: z.literal('train'), target: z.string(), seed: z.int() }),
    z.object({
      step: z.literal('validate'),
      versions: z.array(z.object({ target: z.string(), version: z.string() })),
    }),
    z.object({ step: z.literal('promote'), versions: z.array(judgedVersionSchema) }),
  ]),
  result: z.discriminatedUnion('step', [
    z.object({
      step: z.literal('prepare'),
      rowsRead: z.int(),
      rowsUsed: z.int(),
      rowsSetAside: z.int(),
    }),
    z.object({ step: z.literal('train'), target: z.string(), version: z.string() }),
    z.object({ step: z.literal('validate'), versions: z.array(judgedVersionSchema) }),
    z.object({ step: z.literal('promote') }),
  ]),
  attempts: 3,
  backoffMs: 1_000,
});
