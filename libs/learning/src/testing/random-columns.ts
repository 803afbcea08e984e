import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { Columns } from '../trees/columns.js';

/** Levels of the categories of `randomColumns`; one text is a level of both. */
export const RANDOM_VOCABULARY: readonly (readonly string[])[] = [
  ['CERAH', 'HUJAN', 'KABUT'],
  ['GOOD', 'POOR', 'CERAH'],
];

/** Three numbers on 0…1 (the last with few distinct values) and two categories, a few of each unknown. */
export function randomColumns(rows: number, seed = 1): Columns {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 0 });
  const column = (draw: () => number, unknown: number): Float32Array =>
    Float32Array.from({ length: rows }, () => (stream.uniform() < 0.03 ? unknown : draw()));
  return {
    rows,
    values: [
      column(() => stream.uniform(), NaN),
      column(() => 1000 * stream.uniform(), NaN),
      column(() => stream.integer(7), NaN),
      column(() => stream.integer(3), -1),
      column(() => stream.integer(3), -1),
    ],
    levels: [null, null, null, 3, 3],
  };
}

export const allRows = (columns: Columns): Int32Array =>
  Int32Array.from({ length: columns.rows }, (_, i) => i);
