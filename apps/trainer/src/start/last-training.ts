import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '@mining-ops/fleet-data/atomic-write.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readJson } from '@mining-ops/model-files/read-json.js';
import { z } from 'zod';

/** In the folder of models: which data the last training was begun with, so that the same data start no second one. */
const LAST_TRAINING_FILE = 'last_training.json';

const lastTrainingSchema = z.object({
  /** SHA-256 of `hauling_activities.csv`, hex. */
  activitiesSha256: z.string(),
  preparedAt: z.iso.datetime(),
});
export type LastTraining = z.infer<typeof lastTrainingSchema>;

/** Null where there was none yet. @throws ModelFilesError where the file is not as it should be */
export async function readLastTraining(modelsDir: string): Promise<LastTraining | null> {
  try {
    return await readJson(path.join(modelsDir, LAST_TRAINING_FILE), lastTrainingSchema);
  } catch (error) {
    if (error instanceof ModelFilesError && error.code === 'MISSING_FILE') return null;
    throw error;
  }
}

export async function writeLastTraining(modelsDir: string, last: LastTraining): Promise<void> {
  await mkdir(modelsDir, { recursive: true });
  await atomicWrite(path.join(modelsDir, LAST_TRAINING_FILE), `${JSON.stringify(last, null, 2)}\n`);
}
