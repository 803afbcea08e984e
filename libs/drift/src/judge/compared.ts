import type { Bin, ColumnReport, Effect, Test } from './verdict.js';

/** A test before all tests of the report are known, which its p-value is adjusted for. */
export type RawTest = Omit<Test, 'adjusted'>;

/** What comparing one column comes to, before any verdict. */
export interface Compared {
  /** Null where there is nothing to compare; `why` then says why. */
  readonly test: RawTest | null;
  readonly why: string | null;
  readonly effects: readonly Effect[];
  readonly missing: {
    readonly reference: number;
    readonly current: number;
    readonly test: RawTest | null;
    readonly effect: Effect | null;
  };
  readonly distribution: readonly Bin[];
  readonly summary: ColumnReport['summary'];
}

/** Values of a column below which it is not compared: no test tells anything from fewer. */
export const LEAST_VALUES = 30;

/** Of resamples: what this share of them stays below is a threshold. */
const THRESHOLD_LEVEL = 0.95;

/** The threshold of an effect size: what it comes to between samples that differ by chance alone. */
export function thresholdOf(byChance: readonly number[]): number {
  const sorted = Float64Array.from(byChance).sort();
  return sorted[Math.ceil(THRESHOLD_LEVEL * sorted.length) - 1] ?? 0;
}
