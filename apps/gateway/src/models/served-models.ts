import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readPointer } from '@mining-ops/model-files/pointer.js';

/**
 * Version by target as the pointer file has it. None where it cannot be read: simulators then serve what they have, and
 * no earlier answer is taken for theirs.
 */
export async function servedModels(modelsDir: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (await readPointer(modelsDir)).current;
  } catch (error) {
    if (error instanceof ModelFilesError) return {};
    throw error;
  }
}
