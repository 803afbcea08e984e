import type { WaitingLine } from './waiting-line.js';

/**
 * Lower priority number first, as in the event calendar; in one priority, first in, first out. A binary heap on typed
 * arrays made once: joining and taking cost the logarithm of how many wait.
 */
export class PriorityLine implements WaitingLine {
  length = 0;
  private readonly entities: Int32Array;
  private readonly priorities: Float64Array;
  /** Who joined before whom: those put first count down from 0, the others up. */
  private readonly arrivals: Float64Array;
  private lastArrival = 0;
  private firstArrival = 0;

  /** @param places how many can wait at once */
  constructor(places: number) {
    const size = Math.max(1, places);
    this.entities = new Int32Array(size);
    this.priorities = new Float64Array(size);
    this.arrivals = new Float64Array(size);
  }

  /** @throws RangeError where every place is taken, or `priority` is not a number */
  join(entity: number, priority: number): void {
    this.check(priority);
    this.lastArrival += 1;
    this.length += 1;
    this.rise(this.length - 1, entity, priority, this.lastArrival);
  }

  /**
   * Puts an entity before everybody of its priority.
   *
   * @throws RangeError where every place is taken, or `priority` is not a number
   */
  joinFirst(entity: number, priority: number): void {
    this.check(priority);
    this.firstArrival -= 1;
    this.length += 1;
    this.rise(this.length - 1, entity, priority, this.firstArrival);
  }

  takeNext(): number {
    if (this.length === 0) return -1;
    const entity = this.entities[0]!;
    this.removeAt(0);
    return entity;
  }

  /** Costs time in proportion to how many wait. */
  remove(entity: number): boolean {
    let position = 0;
    while (position < this.length && this.entities[position] !== entity) position += 1;
    if (position === this.length) return false;
    this.removeAt(position);
    return true;
  }

  clear(): void {
    this.length = 0;
    this.lastArrival = 0;
    this.firstArrival = 0;
  }

  private check(priority: number): void {
    if (this.length === this.entities.length)
      throw new RangeError('more entities wait than the pool was made for');
    if (Number.isNaN(priority)) throw new RangeError('a priority must be a number, got NaN');
  }

  /** The last of the heap fills the gap: it belongs above or below it. */
  private removeAt(position: number): void {
    this.length -= 1;
    const last = this.length;
    if (position === last) return;
    const entity = this.entities[last]!;
    const priority = this.priorities[last]!;
    const arrival = this.arrivals[last]!;
    if (position > 0 && this.isBefore(priority, arrival, (position - 1) >> 1))
      this.rise(position, entity, priority, arrival);
    else this.sink(position, entity, priority, arrival);
  }

  private rise(start: number, entity: number, priority: number, arrival: number): void {
    let position = start;
    while (position > 0) {
      const parent = (position - 1) >> 1;
      if (!this.isBefore(priority, arrival, parent)) break;
      this.move(parent, position);
      position = parent;
    }
    this.put(position, entity, priority, arrival);
  }

  private sink(start: number, entity: number, priority: number, arrival: number): void {
    let position = start;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= this.length) break;
      const other = child + 1;
      if (other < this.length && this.isBefore(this.priorities[other]!, this.arrivals[other]!, child))
        child = other;
      if (this.isBefore(priority, arrival, child)) break;
      this.move(child, position);
      position = child;
    }
    this.put(position, entity, priority, arrival);
  }

  private isBefore(priority: number, arrival: number, position: number): boolean {
    const other = this.priorities[position]!;
    return priority === other ? arrival < this.arrivals[position]! : priority < other;
  }

  private move(from: number, to: number): void {
    this.put(to, this.entities[from]!, this.priorities[from]!, this.arrivals[from]!);
  }

  private put(position: number, entity: number, priority: number, arrival: number): void {
    this.entities[position] = entity;
    this.priorities[position] = priority;
    this.arrivals[position] = arrival;
  }
}
