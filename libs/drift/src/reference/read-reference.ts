import path from 'node:path';
import { PREDICTION_COLUMNS } from '@mining-ops/inference/prediction-columns.js';
import { profileSchema } from '@mining-ops/learning/training/profile.js';
import { PROFILE_FILE, readVersion } from '@mining-ops/learning/registry/registry.js';
import type { ModelManifest } from '@mining-ops/learning/registry/manifest.js';
import { versionFolder } from '@mining-ops/model-files/model-folder.js';
import { readPointer } from '@mining-ops/model-files/pointer.js';
import { readJson } from '@mining-ops/model-files/read-json.js';
import type { Sample } from '../sample/sample.js';
import { referenceOf, type TargetProfile } from './reference-of.js';

/** A version that serves, as far as drift is about it. */
export interface ServedVersion {
  readonly target: keyof typeof PREDICTION_COLUMNS;
  readonly column: string;
  readonly manifest: ModelManifest;
}

export interface Reference {
  readonly sample: Sample;
  readonly served: readonly ServedVersion[];
}

/**
 * What the models that serve were trained on and predicted then. Null where none serves.
 *
 * @throws ModelFilesError where a version's files are not as they should be
 */
export async function readReference(modelsDir: string): Promise<Reference | null> {
  const { current } = await readPointer(modelsDir);
  const served: ServedVersion[] = [];
  const profiles: TargetProfile[] = [];
  for (const [target, column] of entriesOf(PREDICTION_COLUMNS)) {
    const version = current[target];
    if (version === undefined) continue;
    const { manifest } = await readVersion(modelsDir, target, version);
    const file = path.join(versionFolder(modelsDir, target, version), PROFILE_FILE);
    profiles.push({ column, skill: manifest.skill, profile: await readJson(file, profileSchema) });
    served.push({ target, column, manifest });
  }
  const [first, ...others] = profiles;
  return first === undefined ? null : { sample: referenceOf([first, ...others]), served };
}

const entriesOf = <Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] =>
  Object.entries(record) as [Key, Value][];
