/**
 * A quantity that changes at instants and holds its value between them (a queue's length, busy servers), averaged over
 * time. Times in the simulation's unit.
 */
export class TimeWeighted {
  private current: number;
  private since: number;
  private start: number;
  private area = 0;

  /**
   * @param value its value from the start
   * @param at the time of the start
   */
  constructor(value = 0, at = 0) {
    this.current = value;
    this.since = at;
    this.start = at;
  }

  /** The value that holds now. */
  get value(): number {
    return this.current;
  }

  /**
   * The quantity takes another value at the time `now`.
   *
   * @throws RangeError where `now` is before the last change or not a number
   */
  set(value: number, now: number): void {
    this.moveTo(now);
    this.current = value;
  }

  /**
   * Integral of the quantity over time, from the start to `now`.
   *
   * @throws RangeError where `now` is before the last change or not a number
   */
  integral(now: number): number {
    this.moveTo(now);
    return this.area;
  }

  /** Mean over time, from the start to `now`; NaN where no time has passed. Throws as `integral` does. */
  mean(now: number): number {
    return this.integral(now) / (now - this.start);
  }

  /** Starts anew at `now` with the value that holds: the end of a warm-up. Throws as `integral` does. */
  restart(now: number): void {
    this.moveTo(now);
    this.area = 0;
    this.start = now;
  }

  private moveTo(now: number): void {
    if (!(now >= this.since)) throw new RangeError(`now must be at least ${this.since}, got ${now}`);
    this.area += this.current * (now - this.since);
    this.since = now;
  }
}
