/** One measured figure, with what it is compared to. */
export interface BenchmarkResult {
  readonly name: string;
  readonly unit: string;
  /** Median of the rounds. */
  readonly value: number;
  /** The median, over the rounds, of the value over that of each reference in the same round. */
  readonly ratios: Readonly<Record<string, number>>;
  /** What must hold, in words. */
  readonly target: string;
  readonly met: boolean;
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
}

/** One benchmark: a small file each, listed in `all-benchmarks.ts`. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<BenchmarkResult>;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share `p` of the values lies below, linear between neighbours. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const at = (index: number): number => sorted[index] ?? NaN;
  const below = Math.floor(place);
  return at(below) + (place - below) * (at(Math.ceil(place)) - at(below));
}
