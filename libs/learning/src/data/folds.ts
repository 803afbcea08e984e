import { RandomStream } from '@mining-ops/des/random/random-stream.js';

/** One cut of rows: learn from some, be judged on the others. Both ascending. */
export interface Fold {
  readonly learn: Int32Array;
  readonly judge: Int32Array;
}

/** Purposes of random streams of the training; one list, so that none is used twice. */
export const STREAM = { folds: 10, rowSample: 11, bootstrap: 12, profile: 13 } as const;

/**
 * Cuts rows into folds, whole groups at a time: every group is judged in exactly one fold.
 *
 * @param rows ascending
 * @param groupOf group of each row of the table
 * @param count of folds; fewer come back where there are fewer groups
 */
export function groupedFolds(
  rows: Int32Array,
  groupOf: Int32Array,
  count: number,
  seed: number,
  repetition = 0,
): Fold[] {
  const stream = RandomStream.of({ seed, replication: repetition, entity: 0, purpose: STREAM.folds });
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(groupOf[row]!, (sizes.get(groupOf[row]!) ?? 0) + 1);
  const groups = [...sizes.keys()].sort((a, b) => a - b);
  shuffle(groups, stream);
  const folds = Math.min(count, groups.length);
  // Each group to the fold with the fewest rows so far: folds come out about equal, however groups differ.
  const filled = new Array<number>(folds).fill(0);
  const foldOf = new Map<number, number>();
  for (const group of groups) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(group, fold);
    filled[fold]! += sizes.get(group)!;
  }
  return Array.from({ length: folds }, (_, fold) => ({
    learn: rows.filter((row) => foldOf.get(groupOf[row]!) !== fold),
    judge: rows.filter((row) => foldOf.get(groupOf[row]!) === fold),
  }));
}

/** The latest `share` of the rows, by time, to be judged on what was learned from those before. */
export function latestHeldOut(rows: Int32Array, atMs: Float64Array, share: number): Fold {
  const times = Float64Array.from(rows, (row) => atMs[row]!).sort();
  const from = times[Math.min(times.length - 1, Math.floor((1 - share) * times.length))]!;
  return { learn: rows.filter((row) => atMs[row]! < from), judge: rows.filter((row) => atMs[row]! >= from) };
}

/** Whole groups, drawn until there are `most` rows or the next would exceed it; all rows where they are no more. */
export function sampleGroups(rows: Int32Array, groupOf: Int32Array, most: number, seed: number): Int32Array {
  if (rows.length <= most) return rows;
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: STREAM.rowSample });
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(groupOf[row]!, (sizes.get(groupOf[row]!) ?? 0) + 1);
  const groups = [...sizes.keys()].sort((a, b) => a - b);
  shuffle(groups, stream);
  const chosen = new Set<number>();
  let total = 0;
  for (const group of groups) {
    if (chosen.size > 1 && total + sizes.get(group)! > most) break;
    chosen.add(group);
    total += sizes.get(group)!;
  }
  return rows.filter((row) => chosen.has(groupOf[row]!));
}

function shuffle(values: number[], stream: RandomStream): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = stream.integer(i + 1);
    const swapped = values[i]!;
    values[i] = values[j]!;
    values[j] = swapped;
  }
}
