/** One line of the table. */
export interface Verdict {
  readonly id: string;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  /** 99% confidence interval that a simulated figure is judged by; null where nothing is random, or another rule judges. */
  readonly interval: { readonly low: string; readonly high: string; readonly widthPercent: number } | null;
  /** Replications behind it; null where nothing is simulated. */
  readonly replications: number | null;
  /** True where a first interval missed, and this one is of ten times as much data; see README.md. */
  readonly settled: boolean;
  /** Why the case is missed; null where it is met. */
  readonly miss: string | null;
}
