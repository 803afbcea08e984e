/**
 * A quantity that changes at instants and holds its value between them (a queue's length, busy servers), averaged over
 * time, with its range. Times in the simulation's unit.
 */
export class TimeWeighted {
  private current: number;
  private since: number;
  private start: number;
  private area = 0;
  private smallest = Infinity;
  private largest = -Infinity;

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

  /** The least that held for some time, from the start to `now`; NaN where no time has passed. Throws as `integral` does. */
  min(now: number): number {
    this.moveTo(now);
    return this.smallest <= this.largest ? this.smallest : NaN;
  }

  /** The most that held for some time, from the start to `now`; NaN where no time has passed. Throws as `integral` does. */
  max(now: number): number {
    this.moveTo(now);
    return this.smallest <= this.largest ? this.largest : NaN;
  }

  /** Starts anew at `now` with the value that holds: the end of a warm-up. Throws as `integral` does. */
  restart(now: number): void {
    this.moveTo(now);
    this.area = 0;
    this.smallest = Infinity;
    this.largest = -Infinity;
    this.start = now;
  }

  private moveTo(now: number): void {
    if (!(now >= this.since)) throw new RangeError(`now must be at least ${this.since}, got ${now}`);
    // A value that is replaced at its own instant never held: a truck that finds a free loader was never in the queue.
    if (now === this.since) return;
    this.area += this.current * (now - this.since);
    if (this.current < this.smallest) this.smallest = this.current;
    if (this.current > this.largest) this.largest = this.current;
    this.since = now;
  }
}
