import { TimeWeighted } from './time-weighted.js';

/** The share of time for which a quantity that changes at instants is above a threshold: a queue longer than three. */
export class TimeAbove {
  private readonly above: TimeWeighted;

  /**
   * @param threshold in the quantity's unit; equal to it is not above
   * @param value the quantity from the start
   * @param at the time of the start
   * @throws RangeError where the threshold is not a number: nothing would ever be above it
   */
  constructor(
    readonly threshold: number,
    value = 0,
    at = 0,
  ) {
    if (Number.isNaN(threshold)) throw new RangeError('threshold must be a number, got NaN');
    this.above = new TimeWeighted(value > threshold ? 1 : 0, at);
  }

  /**
   * The quantity takes another value at the time `now`.
   *
   * @throws RangeError where `now` is before the last change or not a number
   */
  set(value: number, now: number): void {
    this.above.set(value > this.threshold ? 1 : 0, now);
  }

  /** Share of the time from the start to `now`, 0 to 1; NaN where no time has passed. Throws as `set` does. */
  share(now: number): number {
    return this.above.mean(now);
  }

  /** Starts anew at `now` with the value that holds: the end of a warm-up. Throws as `set` does. */
  restart(now: number): void {
    this.above.restart(now);
  }
}
