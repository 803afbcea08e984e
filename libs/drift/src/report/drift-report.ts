import { z } from 'zod';
import { outcomeSchema } from '../outcomes/outcome.js';
import { columnReportSchema, togetherSchema, verdictSchema } from '../judge/verdict.js';

/** Why there is no verdict, for programs. */
export const NO_VERDICT_REASONS = [
  'NO_MODELS',
  'NO_LOG',
  'LOG_EMPTY',
  'LOG_UNUSABLE',
  'TOO_FEW_ROWS',
] as const;

/** A report on drift: aggregates only, no row of anybody's. */
export const driftReportSchema = z.object({
  id: z.string(),
  checkedAt: z.iso.datetime(),
  /** Of the whole: drift where any column, or all of them together, have drifted. */
  verdict: verdictSchema,
  /** Why there is no verdict; null where there is one. */
  noVerdict: z.object({ code: z.enum(NO_VERDICT_REASONS), message: z.string() }).nullable(),
  /** Version by target: what the window was predicted by and is compared with. */
  models: z.record(z.string(), z.string()),
  reference: z
    .object({
      /** Rows of the training data. */
      trainingRows: z.int(),
      /** Of them, drawn at random, those that the window is compared with. */
      rows: z.int(),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
    })
    .nullable(),
  window: z.object({
    /** Observations that were compared. */
    rows: z.int(),
    /** Rows of the log, within the time. */
    logRows: z.int(),
    /** Questions of planners, of which each counts as one observation. */
    questions: z.int(),
    broken: z.int(),
    ofOtherVersions: z.int(),
    files: z.int(),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime().nullable(),
    /** Rows before this were not looked at. */
    since: z.iso.datetime(),
  }),
  /** The probability of a false alarm of a whole report, at most. */
  alpha: z.number(),
  columns: z.array(columnReportSchema),
  together: togetherSchema.nullable(),
  /** Against what happened, by target; its verdicts are its own and not part of the whole's. */
  outcomes: z.array(outcomeSchema),
  tookMs: z.number(),
});

export type DriftReport = z.output<typeof driftReportSchema>;
