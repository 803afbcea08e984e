import { z } from 'zod';

/** In the folder of a version: what the gate said of it last. */
export const DECISION_FILE = 'decision.json';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

/**
 * `promoted`: it is served from now on. `held`: it may be as good as it must be, but the data cannot tell. `rejected`: it
 * is not. Held and rejected versions change nothing: what was served before is served on.
 */
export const decisionSchema = z.object({
  target: z.string(),
  version: z.string(),
  verdict: z.enum(['promoted', 'held', 'rejected']),
  /** In words, each with its numbers; the first is what decided. */
  reasons: z.array(z.string()).min(1),
  numbers: z.object({
    /** By repeated cross-validation: R², or the part of the log loss that is explained. */
    score: interval,
    /** The same on the latest trips; null where there are too few. */
    latestScore: interval.nullable(),
    gainOverConstant: interval,
    gainOverLinear: interval,
    /** On the latest trips, over the version that was served; null where there was none. */
    gainOverIncumbent: interval.nullable(),
    /** Null where none is set. */
    threshold: z.number().nullable(),
    margin: z.number(),
  }),
  /** The version that was served when it was decided. */
  incumbent: z.string().nullable(),
  decidedAt: z.iso.datetime(),
});

export type Decision = z.output<typeof decisionSchema>;
