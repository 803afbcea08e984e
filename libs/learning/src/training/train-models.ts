import { createHash } from 'node:crypto';
import { loadTrainingTable, type TrainingTable } from '../data/training-table.js';
import { CODE_VERSION } from '../code-version.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '../features/feature-list.js';
import { TARGETS, type TargetDefinition } from '../features/targets.js';
import { predict } from '../models/fitted-model.js';
import { CATEGORIES_INPUT, NUMBERS_INPUT } from '../onnx/model-graph.js';
import { runOnnx } from '../onnx/run-onnx.js';
import type { ModelManifest } from '../registry/manifest.js';
import { prune } from '../registry/prune.js';
import {
  nextVersion,
  readVersion,
  versionNames,
  versionWithKey,
  writeVersion,
} from '../registry/registry.js';
import { binColumns, type BinnedColumns } from '../trees/binned-columns.js';
import { trainTarget, type TrainedTarget } from './train-target.js';

export interface TrainingProgress {
  readonly target: string;
  /** Of this target's work, 0–1. */
  readonly share: number;
  /** Of all targets' work, 0–1. */
  readonly overall: number;
}

export interface TrainModelsOptions {
  /** Folder that holds the training file (see `prepareTrainingData`). */
  readonly dataDir: string;
  readonly modelsDir: string;
  /** All of them unless said otherwise. */
  readonly targets?: readonly TargetDefinition[];
  readonly seed: number;
  /** The clock, ms since 1970. */
  readonly now: () => number;
  readonly onProgress?: (progress: TrainingProgress) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface TrainedVersion {
  readonly manifest: ModelManifest;
  /** False where the same data, seed and code had made this version before. */
  readonly isNew: boolean;
  /** Older versions that were removed to make room (see `prune`). */
  readonly pruned: readonly string[];
}

/** ONNX Runtime's predictions may differ from ours by this part of their size, or of 1 where they are smaller. */
export const AGREEMENT = 1e-5;

/**
 * Trains a new version of each target and stores it as a candidate: what is served does not change until the gate has
 * looked at it. A version that the same data, seed and code made before is not made again, so a training may be repeated.
 *
 * @throws FleetDataError where the training file is missing, cannot be read or has too few rows
 */
export async function trainModels(options: TrainModelsOptions): Promise<TrainedVersion[]> {
  const { dataDir, targets = TARGETS, onProgress } = options;
  const table = await loadTrainingTable(dataDir);
  const binned = binColumns(table.columns);
  const trained: TrainedVersion[] = [];
  for (const [place, target] of targets.entries()) {
    const tell = (share: number): void | Promise<void> =>
      onProgress?.({ target: target.name, share, overall: (place + share) / targets.length });
    await tell(0);
    trained.push(await trainVersion(table, binned, target, options, tell));
  }
  return trained;
}

async function trainVersion(
  table: TrainingTable,
  binned: BinnedColumns,
  target: TargetDefinition,
  { modelsDir, seed, now, signal }: TrainModelsOptions,
  onProgress: (share: number) => void | Promise<void>,
): Promise<TrainedVersion> {
  const key = keyOf(table, target, seed);
  const names = await versionNames(modelsDir, target.name);
  const known = versionWithKey(names, key);
  if (known !== null) {
    const { manifest } = await readVersion(modelsDir, target.name, known);
    return { manifest, isNew: false, pruned: [] };
  }
  const startedMs = now();
  const trained = await trainTarget(table, binned, target, { seed, onProgress, ...(signal && { signal }) });
  await requireAgreement(trained, table);
  const manifest = manifestOf(trained, table, target, {
    version: nextVersion(names, key),
    seed,
    codeVersion: CODE_VERSION,
    trainedAt: new Date(now()).toISOString(),
    durationS: (now() - startedMs) / 1000,
  });
  await writeVersion(modelsDir, { onnx: trained.onnx.bytes, manifest, profile: trained.profile });
  return { manifest, isNew: true, pruned: await prune(modelsDir, target.name) };
}

/** What determines a model. */
function keyOf({ sha256 }: TrainingTable, { name }: TargetDefinition, seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify({ data: sha256, target: name, seed, code: CODE_VERSION }))
    .digest('hex');
}

/** No file enters the registry that says something else than the model that was judged. */
async function requireAgreement(
  { model, onnx }: TrainedTarget,
  { columns, vocabulary, count }: TrainingTable,
): Promise<void> {
  const step = Math.max(1, Math.floor(count / 4096));
  const rows = Int32Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
  const own = predict(model, columns, rows);
  const served = await runOnnx(onnx, columns, vocabulary, rows);
  own.forEach((value, i) => {
    const difference = Math.abs(value - served[i]!);
    if (!(difference <= AGREEMENT * Math.max(1, Math.abs(value))))
      throw new Error(`ONNX Runtime says ${served[i]!} of row ${rows[i]!}, the model ${value}`);
  });
}

/** The manifest of a trained target. */
export function manifestOf(
  trained: TrainedTarget,
  table: TrainingTable,
  target: TargetDefinition,
  made: Pick<ModelManifest, 'version' | 'seed' | 'codeVersion' | 'trainedAt' | 'durationS'>,
): ModelManifest {
  const { onnx, recipe, crossValidation, latest } = trained;
  const times = table.atMs;
  const at = (pick: (a: number, b: number) => number): string =>
    new Date(times.reduce((a, b) => pick(a, b))).toISOString();
  return {
    ...made,
    target: target.name,
    task: target.task,
    unit: target.unit,
    skill: recipe.learner !== 'constant',
    features: { numeric: [...NUMERIC_FEATURES], categorical: [...CATEGORICAL_FEATURES] },
    onnx: {
      sha256: createHash('sha256').update(onnx.bytes).digest('hex'),
      numbersInput: NUMBERS_INPUT,
      categoriesInput: CATEGORIES_INPUT,
      output: onnx.output,
      outputColumn: onnx.outputColumn,
    },
    spread: trained.spread,
    recipe,
    description: trained.description,
    vocabulary: Object.fromEntries(CATEGORICAL_FEATURES.map((name, c) => [name, [...table.vocabulary[c]!]])),
    data: {
      sha256: table.sha256,
      rows: table.count,
      rowsWithTarget: trained.rowsWithTarget,
      from: at(Math.min),
      to: at(Math.max),
      mean: trained.mean,
    },
    crossValidation,
    latest,
    compared: [...trained.compared],
    choice: trained.choice,
  };
}
