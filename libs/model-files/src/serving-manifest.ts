import path from 'node:path';
import { z } from 'zod';
import { MANIFEST_FILE, targetName, versionFolder, versionName } from './model-folder.js';
import { ModelFilesError } from './model-files-error.js';
import { readJson } from './read-json.js';

/**
 * What whoever serves a model must know of it: the part of `manifest.json` that training and serving share. Training
 * writes more beside it (scores, learner, data, decision); those keys are kept and not looked at here.
 */
export const servingManifestSchema = z.looseObject({
  target: targetName,
  version: versionName,
  /** A classification predicts the probability of "yes". */
  task: z.enum(['regression', 'classification']),
  /** Of the prediction: "L", "t", "min", "probability". */
  unit: z.string(),
  /** False where the model is the constant, as no other was better: a base rate. */
  skill: z.boolean(),
  /** In the order in which the graph takes them. */
  features: z.object({ numeric: z.array(z.string()), categorical: z.array(z.string()) }),
  onnx: z.object({
    /** Of `model.onnx`: a file that was cut short or changed is told by it. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Name of the float input [rows, numeric features]; NaN is unknown. */
    numbersInput: z.string(),
    /** Name of the string input [rows, categorical features]; an empty text is unknown. */
    categoriesInput: z.string(),
    /** Name of the float output [rows, columns] or [rows]. */
    output: z.string(),
    /** The output's column that holds the prediction. */
    outputColumn: z.int().min(0),
  }),
  /**
   * How observations vary around predictions: quantiles of observed/predicted at equal steps from 0 to 1, from rows that
   * the model was not fitted to, scaled to mean 1. Null for a classification, whose outcome is drawn by its probability.
   */
  spread: z.array(z.number().min(0)).min(1).nullable(),
});

export type ServingManifest = z.output<typeof servingManifestSchema>;

/**
 * Reads the manifest of a version.
 *
 * @throws ModelFilesError where it is missing, is not as it should be, or is another version's
 */
export async function readServingManifest(
  modelsDir: string,
  target: string,
  version: string,
): Promise<ServingManifest> {
  const file = path.join(versionFolder(modelsDir, target, version), MANIFEST_FILE);
  const manifest = await readJson(file, servingManifestSchema);
  if (manifest.target === target && manifest.version === version) return manifest;
  throw new ModelFilesError(
    'INVALID',
    file,
    `${file} is the manifest of ${manifest.target} ${manifest.version}, not of ${target} ${version}`,
  );
}
