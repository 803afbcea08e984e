import type { RecordedShift } from './recorded-shifts.js';

/** Shifts to learn from and shifts to be tested on; no shift is in both. */
export interface Split {
  readonly train: readonly RecordedShift[];
  readonly test: readonly RecordedShift[];
  /** Shifts that begin at or after this moment are tested on. */
  readonly cutMs: number;
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
