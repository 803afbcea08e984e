import { servingManifestSchema } from '@mining-ops/model-files/serving-manifest.js';
import { z } from 'zod';

/** An estimate with its 95% interval. */
const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

const recipe = z.discriminatedUnion('learner', [
  z.object({ learner: z.literal('constant') }),
  z.object({ learner: z.literal('linear'), penalty: z.number() }),
  z.object({
    learner: z.literal('boosted-trees'),
    ...{ rounds: z.int(), depth: z.int(), rate: z.number(), rowsPerLeaf: z.int(), l2: z.number() },
    ...{ columnShare: z.number(), rowShare: z.number() },
  }),
  z.object({
    learner: z.literal('forest'),
    ...{ trees: z.int(), depth: z.int(), rowsPerLeaf: z.int(), l2: z.number(), columnShare: z.number() },
  }),
]);

/** Scores of the model and of the two baselines on the same rows, none of which had been seen. */
const scores = z.object({
  rows: z.int(),
  shifts: z.int(),
  model: interval,
  linear: interval,
  constant: interval,
  /** How much better the model scores than each baseline (paired). */
  gainOverLinear: interval,
  gainOverConstant: interval,
  /** In the target's own terms: root mean squared error, or log loss. */
  error: z.number(),
  /** Area under the ROC curve; null for a regression, or where the rows have one answer only. */
  auc: z.number().nullable(),
});

/** Everything about a version: what serving needs, and how it was made and judged. */
export const modelManifestSchema = servingManifestSchema.extend({
  recipe,
  /** The recipe in words. */
  description: z.string(),
  /** Levels of each category, in the order of their codes. */
  vocabulary: z.record(z.string(), z.array(z.string())),
  data: z.object({
    /** SHA-256 of the training file. */
    sha256: z.string(),
    rows: z.int(),
    /** Rows whose target is known. */
    rowsWithTarget: z.int(),
    /** Of the first and the last trip. */
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** Of the target. */
    mean: z.number(),
  }),
  /** Repeated cross-validation over whole shifts. */
  crossValidation: scores,
  /** Learned from the trips before, judged on the latest ones. Null where there are too few. */
  latest: scores.extend({ from: z.iso.datetime() }).nullable(),
  /** What was compared, and how it scored. */
  compared: z.array(z.object({ description: z.string(), score: interval })),
  /** Says in words why this recipe was chosen. */
  choice: z.string(),
  seed: z.int(),
  codeVersion: z.string(),
  trainedAt: z.iso.datetime(),
  durationS: z.number(),
});

export type ModelManifest = z.output<typeof modelManifestSchema>;
export type Scores = z.output<typeof scores>;
