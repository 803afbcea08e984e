/**
 * Count, mean, spread and range of a stream of observations, in one pass and without keeping them (Welford 1962).
 * Summing squares instead would lose every digit where the spread is small beside the mean.
 */
export class Tally {
  private n = 0;
  private average = 0;
  private squares = 0;
  private smallest = Infinity;
  private largest = -Infinity;

  /** Number of observations. */
  get count(): number {
    return this.n;
  }

  /** Their mean, in their own unit; NaN without any. */
  get mean(): number {
    return this.n > 0 ? this.average : NaN;
  }

  /** Sample variance (divisor n − 1), in their unit squared; NaN with fewer than two. */
  get variance(): number {
    return this.n > 1 ? this.squares / (this.n - 1) : NaN;
  }

  /** Sample standard deviation, in their own unit; NaN with fewer than two. */
  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** The smallest; Infinity without any. */
  get min(): number {
    return this.smallest;
  }

  /** The largest; −Infinity without any. */
  get max(): number {
    return this.largest;
  }

  /** @throws RangeError where `value` is not finite: one such value would make every later answer NaN in silence */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value must be finite, got ${value}`);
    this.n += 1;
    const before = value - this.average;
    this.average += before / this.n;
    this.squares += before * (value - this.average);
    if (value < this.smallest) this.smallest = value;
    if (value > this.largest) this.largest = value;
  }

  /** Takes in the observations of another tally, which stays as it is (Chan, Golub & LeVeque 1983). */
  merge(other: Tally): void {
    if (other.n === 0) return;
    const together = this.n + other.n;
    const apart = other.average - this.average;
    this.squares += other.squares + apart * apart * ((this.n * other.n) / together);
    this.average += apart * (other.n / together);
    this.n = together;
    this.smallest = Math.min(this.smallest, other.smallest);
    this.largest = Math.max(this.largest, other.largest);
  }

  reset(): void {
    this.n = 0;
    this.average = 0;
    this.squares = 0;
    this.smallest = Infinity;
    this.largest = -Infinity;
  }
}
