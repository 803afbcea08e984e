import path from 'node:path';
import { z } from 'zod';
import { POINTER_FILE, targetName, versionName } from './model-folder.js';
import { ModelFilesError } from './model-files-error.js';
import { readJson } from './read-json.js';

/**
 * The pointer file `current.json`: the one file in a folder of models that changes. It is replaced as a whole, so a
 * reader sees the versions before a promotion or those after it, of all targets together.
 */
export const pointerSchema = z.looseObject({
  /** Version by target; a target without a model is not in it. */
  current: z.record(targetName, versionName),
});

export type Pointer = z.output<typeof pointerSchema>;

/**
 * The versions that are current. Where there is no pointer file, none are.
 *
 * @throws ModelFilesError where it cannot be read, or is not a pointer file
 */
export async function readPointer(modelsDir: string): Promise<Pointer> {
  try {
    return await readJson(path.join(modelsDir, POINTER_FILE), pointerSchema);
  } catch (error) {
    if (error instanceof ModelFilesError && error.code === 'MISSING_FILE') return { current: {} };
    throw error;
  }
}
