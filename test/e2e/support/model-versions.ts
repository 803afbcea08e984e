import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tinyOnnx } from '@mining-ops/inference/testing/tiny-onnx.js';
import { readPointer } from '@mining-ops/model-files/pointer.js';
import { MANIFEST_FILE, MODEL_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';
import { readServingManifest } from '@mining-ops/model-files/serving-manifest.js';
import type { Reply, System } from './system.js';

/**
 * Adds a version of a target that predicts the same of every trip: what was answered by it can be told from the answer.
 * All but its graph is that of the current version.
 */
export async function addConstant(
  { modelsDir }: System,
  target: string,
  version: string,
  prediction: number,
): Promise<void> {
  const current = (await readPointer(modelsDir)).current[target] ?? '';
  const manifest = await readServingManifest(modelsDir, target, current);
  const { numeric, categorical } = manifest.features;
  const weights = numeric.map(() => 0);
  const graph = tinyOnnx({ bias: prediction, weights, categoryValues: {}, categories: categorical.length });
  const folder = versionFolder(modelsDir, target, version);
  await cp(versionFolder(modelsDir, target, current), folder, { recursive: true });
  await writeFile(path.join(folder, MODEL_FILE), graph);
  const sha256 = createHash('sha256').update(graph).digest('hex');
  const described = { ...manifest, version, onnx: { ...manifest.onnx, sha256 } };
  await writeFile(path.join(folder, MANIFEST_FILE), JSON.stringify(described));
}

/** Cuts the end off a version's graph. */
export async function cutShort({ modelsDir }: System, target: string, version: string): Promise<void> {
  const file = path.join(versionFolder(modelsDir, target, version), MODEL_FILE);
  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, whole.length / 2));
}

export async function promote(system: System, target: string, version: string): Promise<void> {
  expectDone(await system.post(`/v1/models/${target}/versions/${version}/promote`, {}));
}

export async function rollBack(system: System, target: string): Promise<void> {
  expectDone(await system.post(`/v1/models/${target}/rollback`, {}));
}

function expectDone({ status, text }: Reply): void {
  if (status !== 200) throw new Error(`answered ${status}: ${text}`);
}
