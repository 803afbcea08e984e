import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fitModel, type FittedModel } from '@mining-ops/learning/models/fitted-model.js';
import { CATEGORIES_INPUT, NUMBERS_INPUT, toOnnx } from '@mining-ops/learning/onnx/model-graph.js';
import { binColumns } from '@mining-ops/learning/trees/binned-columns.js';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { median, type Benchmark } from '../result.js';
import { missingPython, runPython } from './python-learners.js';
import { r2, rowBytes, syntheticRows, type SyntheticRows } from './synthetic-rows.js';

const LEARNED_ROWS = 20_000;
const ASKED_ROWS = 4096;
const ROUNDS = 5;
/** Predictions of a round, of which the median counts. */
const PREDICTIONS = 21;
const LEAST_TIMES = 2;
/** Scikit-learn's forest of the same size, and as it comes: of unlimited depth. */
const KINDS = ['same', 'default'] as const;
const NUMBERS = 8;

function learnForest({ columns, targets, learn }: SyntheticRows): FittedModel {
  const data = { columns, binned: binColumns(columns), targets, task: 'regression' as const };
  const settings = { trees: 100, depth: 10, rowsPerLeaf: 5, l2: 0, columnShare: 0.4 };
  return fitModel({ learner: 'forest', ...settings }, data, learn, 1);
}

const levelName = (code: number): string => `LEVEL_${code}`;

/** Rows as a caller has them: numbers and texts. */
function asked({ columns, judge }: SyntheticRows): { numbers: Float32Array; texts: string[] } {
  const rows = judge.subarray(0, ASKED_ROWS);
  const numbers = new Float32Array(rows.length * NUMBERS);
  const texts: string[] = [];
  rows.forEach((row, i) => {
    columns.values.forEach((column, feature) => {
      const value = column[row] ?? NaN;
      if (feature < NUMBERS) numbers[i * NUMBERS + feature] = value;
      else texts.push(levelName(value));
    });
  });
  return { numbers, texts };
}

/** A forest's predictions of 4,096 rows by ONNX Runtime on one thread, texts encoded in the graph, beside scikit-learn's. */
export const forestPrediction: Benchmark = {
  name: 'learning/predict-4096',
  run: async () => {
    const data = syntheticRows(LEARNED_ROWS, 1);
    const vocabulary = data.columns.levels
      .filter((count) => count !== null)
      .map((count) => Array.from({ length: count }, (_, code) => levelName(code)));
    const shape = { name: 'forest', numbers: NUMBERS, vocabulary };
    const { bytes, output } = toOnnx(learnForest(data), 'regression', shape, 'bench');
    const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
    const { numbers, texts } = asked(data);
    const missing = await missingPython();
    const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-bench-'));
    try {
      const file = path.join(folder, 'rows');
      if (missing === null) await writeFile(file, rowBytes(data));
      const perSecond: number[] = [];
      const ratios: Record<(typeof KINDS)[number], number[]> = { same: [], default: [] };
      const quality = new Map<string, number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const seconds: number[] = [];
        let said: ArrayLike<number> = [];
        for (let i = 0; i < PREDICTIONS; i += 1) {
          const startMs = performance.now();
          const results = await session.run({
            [NUMBERS_INPUT]: new Tensor('float32', numbers, [ASKED_ROWS, NUMBERS]),
            [CATEGORIES_INPUT]: new Tensor('string', texts, [ASKED_ROWS, vocabulary.length]),
          });
          seconds.push((performance.now() - startMs) / 1000);
          said = results[output]?.data as Float32Array; // the graph's one float output
        }
        perSecond.push(ASKED_ROWS / median(seconds));
        if (missing !== null) continue;
        quality.set('ours', r2(data.targets, data.judge.subarray(0, ASKED_ROWS), said));
        for (const kind of KINDS) {
          const other = await runPython(['forest', file, String(ASKED_ROWS), String(PREDICTIONS), kind]);
          ratios[kind].push(other.seconds / median(seconds));
          quality.set(kind, other.r2);
        }
      }
      const compared = Object.fromEntries(
        KINDS.filter((kind) => ratios[kind].length > 0).map((kind) => [
          `scikit-learn (${kind})`,
          median(ratios[kind]),
        ]),
      );
      return {
        name: 'learning/predict-4096',
        unit: 'rows/s',
        value: median(perSecond),
        ratios: compared,
        target: `at least ${LEAST_TIMES} × scikit-learn`,
        met: Object.values(compared).every((ratio) => ratio >= LEAST_TIMES),
        notes: [
          missing ?? `R²: ${[...quality].map(([of, value]) => `${of} ${value.toFixed(3)}`).join(', ')}`,
        ],
      };
    } finally {
      await session.release();
      await rm(folder, { recursive: true });
    }
  },
};
