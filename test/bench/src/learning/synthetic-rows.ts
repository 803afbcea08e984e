import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { Columns } from '@mining-ops/learning/trees/columns.js';

/** Rows to learn from and to be judged on, as the thirteen features of a trip are: 8 numbers and 5 categories. */
export interface SyntheticRows {
  readonly columns: Columns;
  readonly targets: Float64Array;
  readonly learn: Int32Array;
  readonly judge: Int32Array;
}

const LEVELS = [null, null, null, null, null, null, null, null, 6, 5, 3, 6, 8];
const WEATHER_EFFECT = [0, 1, 2, 4, 6, 9];

/**
 * Friedman's (1991) first test function of five uniform numbers, the effect of one category, another's on the slope of a
 * number, and noise. The last fifth is judged on. The same seed gives the same rows.
 *
 * @param count rows to learn from
 */
export function syntheticRows(count: number, seed: number): SyntheticRows {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 0 });
  const rows = Math.ceil(count * 1.25);
  const values = LEVELS.map((levels) =>
    Float32Array.from({ length: rows }, () => (levels === null ? stream.uniform() : stream.integer(levels))),
  );
  const at = (feature: number, row: number): number => values[feature]?.[row] ?? NaN;
  const targets = Float64Array.from({ length: rows }, (_, row) => {
    const friedman =
      10 * Math.sin(Math.PI * at(0, row) * at(1, row)) +
      20 * (at(2, row) - 0.5) ** 2 +
      10 * at(3, row) +
      5 * at(4, row);
    const categories = (WEATHER_EFFECT[at(8, row)] ?? 0) + (at(9, row) === 3 ? 3 * at(5, row) : 0);
    const noise = 4 * (stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
    return Math.fround(friedman + categories + noise);
  });
  const index = Int32Array.from({ length: rows }, (_, row) => row);
  const learned = Math.floor((rows * 4) / 5);
  return {
    columns: { rows, values, levels: LEVELS },
    targets,
    learn: index.subarray(0, learned),
    judge: index.subarray(learned),
  };
}

/** The rows one after the other as float32, features then target: what the reference reads. */
export function rowBytes({ columns, targets }: SyntheticRows): Uint8Array {
  const width = columns.values.length + 1;
  const rows = new Float32Array(columns.rows * width);
  columns.values.forEach((column, feature) => {
    for (let row = 0; row < columns.rows; row += 1) rows[row * width + feature] = column[row] ?? NaN;
  });
  targets.forEach((target, row) => (rows[row * width + width - 1] = target));
  return new Uint8Array(rows.buffer);
}

/** Part of the targets' variation over some rows that predictions explain. */
export function r2(targets: Float64Array, rows: Int32Array, said: ArrayLike<number>): number {
  let sum = 0;
  for (const row of rows) sum += targets[row] ?? NaN;
  const mean = sum / rows.length;
  let [lost, total] = [0, 0];
  rows.forEach((row, i) => {
    const target = targets[row] ?? NaN;
    lost += (target - (said[i] ?? NaN)) ** 2;
    total += (target - mean) ** 2;
  });
  return 1 - lost / total;
}
