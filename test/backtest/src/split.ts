import type { RecordedShift } from '@mining-ops/simulator/recorded-shifts.js';

/** Shifts to learn from and shifts to be tested on; no shift is in both. */
export interface Split {
  readonly train: readonly RecordedShift[];
  readonly test: readonly RecordedShift[];
  /** Shifts that begin at or after this moment are tested on. */
  readonly cutMs: number;
}

/** Each of `folds` stretches of the shifts, in order of time, beside all the others. */
export function foldsOf(shifts: readonly RecordedShift[], folds: number): Pick<Split, 'train' | 'test'>[] {
  const foldOf = (i: number): number => Math.floor((i * folds) / shifts.length);
  return Array.from({ length: folds }, (_, fold) => ({
    train: shifts.filter((_shift, i) => foldOf(i) !== fold),
    test: shifts.filter((_shift, i) => foldOf(i) === fold),
  }));
}

/** Cuts the recorded time, from the first shift's start to the last one's, at `fraction` of its length. */
export function splitByTime(shifts: readonly RecordedShift[], fraction: number): Split {
  const starts = shifts.map(({ startMs }) => startMs);
  const firstMs = Math.min(...starts);
  const cutMs = firstMs + fraction * (Math.max(...starts) - firstMs);
  return {
    train: shifts.filter(({ startMs }) => startMs < cutMs),
    test: shifts.filter(({ startMs }) => startMs >= cutMs),
    cutMs,
  };
}
