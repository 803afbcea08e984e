import { z } from 'zod';

/**
 * `stable`: nothing that chance does not explain. `drift`: a difference that chance does not explain. `not-enough-data`: too
 * little to tell, or nothing to compare.
 */
export const verdictSchema = z.enum(['stable', 'drift', 'not-enough-data']);
export type Verdict = z.output<typeof verdictSchema>;

const share = z.number().min(0).max(1);

/** A test of one hypothesis: that nothing has changed. */
export const testSchema = z.object({
  name: z.enum(['kolmogorov-smirnov', 'chi-square', 'fisher-exact', 'mann-whitney']),
  statistic: z.number(),
  pValue: share,
  /** After Benjamini and Hochberg, over all tests of the report. */
  adjusted: share,
});

/** How large a difference is, and what 95 of 100 resamples of the reference stay below. */
export const effectSchema = z.object({
  name: z.enum(['wasserstein-sd', 'jensen-shannon', 'psi', 'missing-share', 'auc']),
  value: z.number(),
  threshold: z.number(),
});

const binSchema = z.object({
  /** Of numbers: from (included) to (not included, but for the last); null is no limit. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Of categories. */
  label: z.string().nullable(),
  reference: share,
  current: share,
});

export const unseenSchema = z.object({
  /** At most 64 characters of it. */
  value: z.string(),
  rows: z.int(),
  /** Of the window's rows. */
  share,
  firstSeenAt: z.iso.datetime(),
});

export const columnReportSchema = z.object({
  name: z.string(),
  role: z.enum(['feature', 'prediction']),
  kind: z.enum(['number', 'category']),
  verdict: verdictSchema,
  /** In words, with the numbers. */
  reasons: z.array(z.string()),
  test: testSchema.nullable(),
  effects: z.array(effectSchema),
  /** Values that are missing; of categories, rows without one that the models know. */
  missing: z.object({
    reference: share,
    current: share,
    test: testSchema.nullable(),
    effect: effectSchema.nullable(),
  }),
  /** Categories that no model has been taught, the most frequent first. */
  neverSeen: z.array(unseenSchema),
  distribution: z.array(binSchema),
  /** Of numbers; null where none is known. */
  summary: z
    .object({
      reference: z.object({ mean: z.number(), deviation: z.number() }).nullable(),
      current: z.object({ mean: z.number(), deviation: z.number() }).nullable(),
    })
    .nullable(),
});

export const togetherSchema = z.object({
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  test: testSchema.nullable(),
  /** Area under the ROC curve of trees that are to tell window from reference: 0.5 is by chance, 1 always. */
  effect: effectSchema.nullable(),
});

export type Test = z.output<typeof testSchema>;
export type Effect = z.output<typeof effectSchema>;
export type Bin = z.output<typeof binSchema>;
export type Unseen = z.output<typeof unseenSchema>;
export type ColumnReport = z.output<typeof columnReportSchema>;
export type Together = z.output<typeof togetherSchema>;

/**
 * The rule of every verdict. A difference counts where its test is significant after adjustment for all tests of the report,
 * and an effect size is beyond what resamples of the reference reach. The first keeps the probability of any false alarm in
 * a whole report below α; the second keeps a large window from reporting differences without size.
 */
export function isDrift(test: Test | null, effects: readonly Effect[], alpha: number): boolean {
  return test !== null && test.adjusted <= alpha && effects.some(({ value, threshold }) => value > threshold);
}
