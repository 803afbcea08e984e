const ARITY = 4;

/**
 * The event calendar: a 4-ary heap on typed arrays, four because a node's children then share cache lines and the heap
 * is half as deep as a binary one (LaMarca & Ladner 1996).
 *
 * Guarantees:
 * - Total order: earlier time first; at the same time, lower priority number first; then in order of scheduling.
 * - Time never runs backwards: scheduling before `now` throws.
 * - Nothing is allocated once the arrays have grown to the largest number of pending events.
 *
 * An event is two integers that the model gives meaning to: `kind` and `entity`.
 */
export class EventCalendar {
  /** Time of the event taken last; 0 at the start. */
  now = 0;
  /** Kind and entity of the event taken last. */
  kind = -1;
  entity = -1;

  private times: Float64Array;
  private priorities: Int32Array;
  private sequences: Float64Array;
  private kinds: Int32Array;
  private entities: Int32Array;
  /** Heap position of each slot; −1 where the slot is free. */
  private positions: Int32Array;
  /** Slots in heap order, then the free slots. */
  private heap: Int32Array;
  private size = 0;
  private scheduled = 0;

  /** @param capacity expected largest number of pending events; the calendar grows past it */
  constructor(capacity = 64) {
    this.times = new Float64Array(capacity);
    this.priorities = new Int32Array(capacity);
    this.sequences = new Float64Array(capacity);
    this.kinds = new Int32Array(capacity);
    this.entities = new Int32Array(capacity);
    this.positions = new Int32Array(capacity).fill(-1);
    this.heap = Int32Array.from({ length: capacity }, (_, i) => i);
  }

  /** Number of pending events. */
  get pending(): number {
    return this.size;
  }

  /** Forgets all events and sets the clock to 0. */
  reset(): void {
    for (let i = 0; i < this.size; i += 1) this.positions[this.heap[i]!] = -1;
    this.size = 0;
    this.scheduled = 0;
    this.now = 0;
    this.kind = -1;
    this.entity = -1;
  }

  /**
   * Adds an event at the absolute `time`.
   *
   * @returns a handle for `cancel`, good until the event is taken
   * @throws RangeError where `time` is before `now` or not a number
   */
  schedule(time: number, kind: number, entity: number, priority = 0): number {
    if (!(time >= this.now))
      throw new RangeError(`event of kind ${kind} at ${time}, but it is ${this.now} already`);
    if (this.size === this.heap.length) this.grow();
    const slot = this.heap[this.size]!;
    this.times[slot] = time;
    this.priorities[slot] = priority;
    this.sequences[slot] = this.scheduled;
    this.scheduled += 1;
    this.kinds[slot] = kind;
    this.entities[slot] = entity;
    this.size += 1;
    this.siftUp(this.size - 1, slot);
    return slot;
  }

  /** Takes the next event: sets `now`, `kind` and `entity`. False where none is pending. */
  advance(): boolean {
    if (this.size === 0) return false;
    const slot = this.heap[0]!;
    this.now = this.times[slot]!;
    this.kind = this.kinds[slot]!;
    this.entity = this.entities[slot]!;
    this.removeAt(0);
    return true;
  }

  /** Removes a pending event by its handle. False where it is not pending any more. */
  cancel(handle: number): boolean {
    const position = this.positions[handle] ?? -1;
    if (position < 0) return false;
    this.removeAt(position);
    return true;
  }

  private removeAt(position: number): void {
    const slot = this.heap[position]!;
    this.positions[slot] = -1;
    this.size -= 1;
    const last = this.heap[this.size]!;
    this.heap[this.size] = slot; // the first free slot
    if (last === slot) return;
    if (position > 0 && this.before(last, this.heap[Math.trunc((position - 1) / ARITY)]!))
      this.siftUp(position, last);
    else this.siftDown(position, last);
  }

  private siftUp(start: number, slot: number): void {
    let position = start;
    while (position > 0) {
      const parentPosition = Math.trunc((position - 1) / ARITY);
      const parent = this.heap[parentPosition]!;
      if (!this.before(slot, parent)) break;
      this.heap[position] = parent;
      this.positions[parent] = position;
      position = parentPosition;
    }
    this.heap[position] = slot;
    this.positions[slot] = position;
  }

  private siftDown(start: number, slot: number): void {
    let position = start;
    for (;;) {
      const firstChild = position * ARITY + 1;
      if (firstChild >= this.size) break;
      const end = Math.min(firstChild + ARITY, this.size);
      let bestPosition = firstChild;
      let best = this.heap[firstChild]!;
      for (let child = firstChild + 1; child < end; child += 1) {
        const candidate = this.heap[child]!;
        if (this.before(candidate, best)) {
          best = candidate;
          bestPosition = child;
        }
      }
      if (!this.before(best, slot)) break;
      this.heap[position] = best;
      this.positions[best] = position;
      position = bestPosition;
    }
    this.heap[position] = slot;
    this.positions[slot] = position;
  }

  private before(a: number, b: number): boolean {
    const timeA = this.times[a]!;
    const timeB = this.times[b]!;
    if (timeA !== timeB) return timeA < timeB;
    const priorityA = this.priorities[a]!;
    const priorityB = this.priorities[b]!;
    if (priorityA !== priorityB) return priorityA < priorityB;
    return this.sequences[a]! < this.sequences[b]!;
  }

  private grow(): void {
    const capacity = this.heap.length;
    const doubled = capacity * 2;
    const widen = <A extends Float64Array | Int32Array>(target: A, source: A): A => {
      target.set(source);
      return target;
    };
    this.times = widen(new Float64Array(doubled), this.times);
    this.priorities = widen(new Int32Array(doubled), this.priorities);
    this.sequences = widen(new Float64Array(doubled), this.sequences);
    this.kinds = widen(new Int32Array(doubled), this.kinds);
    this.entities = widen(new Int32Array(doubled), this.entities);
    this.positions = widen(new Int32Array(doubled).fill(-1), this.positions);
    const heap = widen(new Int32Array(doubled), this.heap);
    for (let slot = capacity; slot < doubled; slot += 1) heap[slot] = slot;
    this.heap = heap;
  }
}
