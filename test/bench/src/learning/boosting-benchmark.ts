import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { binColumns } from '@mining-ops/learning/trees/binned-columns.js';
import { growBoostedTrees, type BoostingSettings } from '@mining-ops/learning/trees/boosted-trees.js';
import { predictTrees } from '@mining-ops/learning/trees/tree-ensemble.js';
import { median, type Benchmark } from '../result.js';
import { missingPython, runPython } from './python-learners.js';
import { r2, rowBytes, syntheticRows, type SyntheticRows } from './synthetic-rows.js';

/** xgboost's own defaults, and the depth and number of trees of the issue. */
const SETTINGS: BoostingSettings = {
  ...{ rounds: 100, depth: 6, rate: 0.1, rowsPerLeaf: 1, l2: 1, columnShare: 1, rowShare: 1 },
};
/** How xgboost is given the categories: as their codes (its quickest), or as categories (which is what ours does). */
const KINDS = ['codes', 'categories'] as const;
const MOST_R2_APART = 0.002;

function trainOnce({ columns, targets, learn, judge }: SyntheticRows): { seconds: number; r2: number } {
  const startMs = performance.now();
  const { ensemble } = growBoostedTrees(binColumns(columns), targets, learn, 'squared', SETTINGS, 1);
  const seconds = (performance.now() - startMs) / 1000;
  return { seconds, r2: r2(targets, judge, predictTrees(ensemble, columns, judge)) };
}

/** Boosted trees beside xgboost's histogram method on one thread: from rows to a model, in rounds that take turns. */
export function boostingBenchmark(name: string, rows: number, rounds: number, mostTimes: number): Benchmark {
  return {
    name,
    run: async () => {
      const data = syntheticRows(rows, 1);
      const missing = await missingPython();
      const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-bench-'));
      try {
        const file = path.join(folder, 'rows');
        if (missing === null) await writeFile(file, rowBytes(data));
        trainOnce(syntheticRows(20_000, 2)); // so that the first round is compiled, too
        const seconds: number[] = [];
        const ratios: Record<(typeof KINDS)[number], number[]> = { codes: [], categories: [] };
        let apart = 0;
        for (let round = 0; round < rounds; round += 1) {
          const own = trainOnce(data);
          seconds.push(own.seconds);
          if (missing !== null) continue;
          for (const kind of KINDS) {
            const other = await runPython(['boost', file, kind]);
            ratios[kind].push(own.seconds / other.seconds);
            apart = Math.max(apart, other.r2 - own.r2);
          }
        }
        const medians = Object.fromEntries(
          KINDS.filter((kind) => ratios[kind].length > 0).map((kind) => [
            `xgboost (${kind})`,
            median(ratios[kind]),
          ]),
        );
        return {
          name,
          unit: 's',
          value: median(seconds),
          ratios: medians,
          target: `at most ${mostTimes} × xgboost at R² within ${MOST_R2_APART}`,
          met: Object.values(medians).every((ratio) => ratio <= mostTimes) && apart <= MOST_R2_APART,
          notes: [missing ?? `R² at most ${apart.toFixed(4)} below xgboost's`],
        };
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}
