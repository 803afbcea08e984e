/**
 * Means and sums of squared deviations of many series side by side, each updated observation by observation (Welford
 * 1962): stable where the spread is small beside the mean.
 */
export class Moments {
  readonly counts: Int32Array;
  readonly means: Float64Array;
  /** Sums of squared deviations from the mean. */
  readonly squares: Float64Array;

  constructor(series: number) {
    this.counts = new Int32Array(series);
    this.means = new Float64Array(series);
    this.squares = new Float64Array(series);
  }

  /** Takes in `values[from … upTo)`, from being the number that the series has. */
  advance(series: number, values: Float64Array, upTo: number): void {
    let n = this.counts[series]!;
    let mean = this.means[series]!;
    let squares = this.squares[series]!;
    while (n < upTo) {
      const value = values[n]!;
      n += 1;
      const before = value - mean;
      mean += before / n;
      squares += before * (value - mean);
    }
    this.counts[series] = n;
    this.means[series] = mean;
    this.squares[series] = squares;
  }

  /** The same for `minuend[r] − subtrahend[r]`. */
  advanceDifference(series: number, minuend: Float64Array, subtrahend: Float64Array, upTo: number): void {
    let n = this.counts[series]!;
    let mean = this.means[series]!;
    let squares = this.squares[series]!;
    while (n < upTo) {
      const value = minuend[n]! - subtrahend[n]!;
      n += 1;
      const before = value - mean;
      mean += before / n;
      squares += before * (value - mean);
    }
    this.counts[series] = n;
    this.means[series] = mean;
    this.squares[series] = squares;
  }
}
