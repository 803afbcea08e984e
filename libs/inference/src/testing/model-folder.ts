import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  MANIFEST_FILE,
  MODEL_FILE,
  POINTER_FILE,
  versionFolder,
} from '@mining-ops/model-files/model-folder.js';
import type { ServingManifest } from '@mining-ops/model-files/serving-manifest.js';
import { tinyOnnx, type TinyModel } from './tiny-onnx.js';

export const TINY: TinyModel = {
  bias: 10,
  weights: [2, 0.5],
  categoryValues: { SHIFT_2: 100 },
  categories: 2,
};

export const TINY_FEATURES = { numeric: ['distance', 'capacity'], categorical: ['shift', 'brand'] };

/** Writes a version of a target's model, whole and valid unless told otherwise. */
export async function writeVersion(
  modelsDir: string,
  target: string,
  version: string,
  changes: {
    readonly model?: Partial<TinyModel>;
    readonly manifest?: Partial<ServingManifest>;
    /** In place of the model's bytes; null: no file. The manifest's digest is that of the model unless `honest`. */
    readonly bytes?: Buffer | null;
    readonly honest?: boolean;
  } = {},
): Promise<void> {
  const folder = versionFolder(modelsDir, target, version);
  const model = tinyOnnx({ ...TINY, ...changes.model });
  const bytes = changes.bytes === undefined ? model : changes.bytes;
  const described = changes.honest && bytes !== null ? bytes : model;
  const manifest: ServingManifest = {
    target,
    version,
    task: 'regression',
    unit: 'L',
    skill: true,
    features: TINY_FEATURES,
    onnx: {
      sha256: createHash('sha256').update(described).digest('hex'),
      numbersInput: 'numbers',
      categoriesInput: 'categories',
      output: 'prediction',
      outputColumn: 0,
    },
    spread: [0.9, 1, 1.1],
    ...changes.manifest,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  if (bytes !== null) await writeFile(path.join(folder, MODEL_FILE), bytes);
}

/** Makes versions current, as a promotion does: the pointer file is replaced as a whole. */
export async function makeCurrent(
  modelsDir: string,
  current: Readonly<Record<string, string>>,
): Promise<void> {
  const temporary = path.join(modelsDir, `${randomUUID()}.tmp`);
  await writeFile(temporary, JSON.stringify({ current }));
  await rename(temporary, path.join(modelsDir, POINTER_FILE));
}
