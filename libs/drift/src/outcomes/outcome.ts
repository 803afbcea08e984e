import { z } from 'zod';
import { verdictSchema } from '../judge/verdict.js';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

/** How predictions compare with what happened, in the target's unit. */
const figures = {
  /** Trips that a logged prediction was found for. */
  matched: z.int(),
  /** Mean of what happened less what was predicted; null without any. */
  bias: z.number().nullable(),
  /** Mean absolute difference. */
  mae: z.number().nullable(),
};

export const outcomeSchema = z.object({
  target: z.string(),
  column: z.string(),
  unit: z.string(),
  /** Drift where the score is surely below what it was in training. */
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  ...figures,
  /** R², or of a probability the part of the log loss that it explains, with its 95% interval. */
  score: interval.nullable(),
  /** The same of the version that serves, by cross-validation when it was trained. */
  trainingScore: interval,
  periods: z.array(
    z.object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      ...figures,
      score: z.number().nullable(),
    }),
  ),
});
export type Outcome = z.output<typeof outcomeSchema>;
