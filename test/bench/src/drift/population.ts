import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readReference } from '@mining-ops/drift/reference/read-reference.js';
import { toSixDigits, type Column, type Sample } from '@mining-ops/drift/sample/sample.js';
import { loadTrainingTable } from '@mining-ops/learning/data/training-table.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '@mining-ops/learning/features/feature-list.js';
import { runOnnx } from '@mining-ops/learning/onnx/run-onnx.js';
import { prepareTrainingData } from '@mining-ops/learning/preparation/prepare-training-data.js';
import { MODEL_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';

/** All trips of the sample mine as the shipped models see them, with what these predict: what samples are drawn from. */
export type Population = Sample;

export async function readPopulation(root: string): Promise<Population> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-drift-'));
  try {
    await cp(path.join(root, 'data'), folder, { recursive: true });
    await prepareTrainingData({ dataDir: folder });
    const table = await loadTrainingTable(folder);
    const { columns, vocabulary, count } = table;
    const rows = Int32Array.from({ length: count }, (_, row) => row);
    const modelsDir = path.join(root, 'models');
    const reference = await readReference(modelsDir);
    if (reference === null) throw new Error(`${modelsDir} has no current version`);
    const features = [
      ...NUMERIC_FEATURES.map((name, f): Column => ({
        ...{ kind: 'number', role: 'feature', name, isInRow: true },
        values: Float64Array.from(columns.values[f] ?? [], toSixDigits),
      })),
      ...CATEGORICAL_FEATURES.map((name, c): Column => ({
        ...{ kind: 'category', role: 'feature', name, levels: vocabulary[c] ?? [], unseen: [] },
        codes: Int32Array.from(columns.values[NUMERIC_FEATURES.length + c] ?? []),
      })),
    ];
    const predictions: Column[] = [];
    for (const { target, column, manifest } of reference.served) {
      if (!manifest.skill) continue;
      const bytes = await readFile(path.join(versionFolder(modelsDir, target, manifest.version), MODEL_FILE));
      const { output, outputColumn } = manifest.onnx;
      const said = await runOnnx({ bytes, output, outputColumn }, columns, vocabulary, rows);
      predictions.push({
        ...{ kind: 'number', role: 'prediction', name: column, isInRow: true },
        values: said.map(toSixDigits),
      });
    }
    return { rows: count, columns: [...features, ...predictions] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Some rows of a sample, in their order. */
export function rowsOf(sample: Sample, rows: Int32Array): Sample {
  return {
    rows: rows.length,
    columns: sample.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
        : { ...column, codes: rows.map((row) => column.codes[row] ?? -1) },
    ),
  };
}
