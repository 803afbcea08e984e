import path from 'node:path';
import { z } from 'zod';

/** Names which version of each target is current; see `pointer.ts`. */
export const POINTER_FILE = 'current.json';
/** In the folder of each version. */
export const MODEL_FILE = 'model.onnx';
export const MANIFEST_FILE = 'manifest.json';

/** A target or a version is a folder's name, and must never lead out of the folder of models. */
const folderName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, dots, dashes or underscores, and begin with a letter or digit',
  );

/** What a model predicts: a column of the hauling activities, "fuelConsumed". */
export const targetName = folderName;
export const versionName = folderName;

/** `<models>/<target>/<version>`, which is written once; only the decision on it is added later. */
export function versionFolder(modelsDir: string, target: string, version: string): string {
  return path.join(modelsDir, targetName.parse(target), versionName.parse(version));
}
