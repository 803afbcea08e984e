/** 20 bits of slot below 32 bits of sequence number make a handle that a double holds exactly. */
const MOST_SLOTS = 2 ** 20;
const GENERATIONS = 2 ** 32;

/** What a slot has, beside its sequence number. */
const FIELDS = 4;
const KIND = 0;
const ENTITY = 1;
const PRIORITY = 2;
/** Its place in the heap; −1 where no event is pending in it. */
const POSITION = 3;

/**
 * The event calendar: a 4-ary heap on typed arrays, four because a node's children then share cache lines and the heap
 * is half as deep as a binary one (LaMarca & Ladner 1996).
 *
 * Guarantees:
 * - Total order: earlier time first; at the same time, lower priority number first; then in order of scheduling.
 * - Time never runs backwards: scheduling before `now` throws.
 * - A handle cancels the event that it was given for or nothing, however often that event's slot was used since (its
 *   number among all that were scheduled comes round after 2³²).
 * - No object or array is made once the arrays have grown to the largest number of pending events.
 *
 * An event is two integers that the model gives meaning to: `kind` and `entity`. At most 1,048,576 can be pending.
 *
 * A model schedules an event almost whenever it takes one. So the event that is taken leaves its place at the root
 * open; the next one scheduled goes there and sifts down once, instead of one sift to close the gap and one to enter.
 */
export class EventCalendar {
  /** Time of the event taken last; 0 at the start. */
  now = 0;
  /** Kind and entity of the event taken last. */
  kind = -1;
  entity = -1;

  /** Times in heap order, beside `heap`, so that a node's children are compared without a look at their slots. */
  private times: Float64Array;
  /** Slots in heap order, then the free slots. */
  private heap: Int32Array;
  /** What a slot's event is: [slot · FIELDS + field]. */
  private fields: Int32Array;
  /** How many events had been scheduled when a slot's was. */
  private sequences: Float64Array;
  /** Places taken in the heap, the open root among them. */
  private size = 0;
  /** The event at the root was taken, and its place not filled yet. */
  private rootIsOpen = false;
  private scheduled = 0;
  /** Slot of the event that was scheduled last. */
  private slot = 0;
  /**
   * Time of the event that is being placed. In an array, because V8 puts a double that a call takes in a box on the heap
   * unless it inlines the call.
   */
  private readonly placing = new Float64Array(1);

  /** @param capacity expected largest number of pending events; the calendar grows past it */
  constructor(capacity = 64) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > MOST_SLOTS)
      throw new RangeError(`capacity must be a whole number from 1 to ${MOST_SLOTS}, got ${capacity}`);
    this.times = new Float64Array(capacity);
    this.heap = Int32Array.from({ length: capacity }, (_, i) => i);
    this.fields = new Int32Array(capacity * FIELDS).fill(-1);
    this.sequences = new Float64Array(capacity);
  }

  /** Number of pending events. */
  get pending(): number {
    return this.rootIsOpen ? this.size - 1 : this.size;
  }

  /** Forgets all events and sets the clock to 0. */
  reset(): void {
    for (let i = 0; i < this.size; i += 1) this.fields[this.heap[i]! * FIELDS + POSITION] = -1;
    this.size = 0;
    this.rootIsOpen = false;
    this.now = 0;
    this.kind = -1;
    this.entity = -1;
  }

  /**
   * Adds an event at the absolute `time`, for good.
   *
   * @param time in the model's unit, at least `now`
   * @param priority among events at the same time, the lower first; a 32-bit integer, as `kind` and `entity` are
   * @throws RangeError where `time` is before `now` or not a number, or 1,048,576 events are pending
   */
  schedule(time: number, kind: number, entity: number, priority = 0): void {
    this.placing[0] = time;
    this.enter(kind, entity, priority);
  }

  /**
   * As `schedule` with priority 0, at `times[entity]`. For models in which an entity has at most one pending event and
   * keeps its time anyway; and no call to this boxes the time, be it inlined or not.
   */
  scheduleFrom(times: Float64Array, kind: number, entity: number): void {
    this.placing[0] = times[entity]!;
    this.enter(kind, entity, 0);
  }

  /**
   * As `schedule`, for an event that may have to be cancelled. Apart from it, because a handle is a double: where V8
   * does not inline, returning it from every call would allocate, which cost a model that cancels nothing 6%.
   *
   * @returns a handle for `cancel`, from 0 to 2⁵² − 1; keep it in a double (Float64Array), not in 32 bits
   * @throws RangeError as `schedule` does
   */
  scheduleCancellable(time: number, kind: number, entity: number, priority = 0): number {
    this.placing[0] = time;
    this.enter(kind, entity, priority);
    return (this.scheduled % GENERATIONS) * MOST_SLOTS + this.slot;
  }

  /** Takes the next event: sets `now`, `kind` and `entity`. False where none is pending. */
  advance(): boolean {
    if (this.rootIsOpen) this.closeRoot();
    if (this.size === 0) return false;
    const { fields } = this;
    const at = this.heap[0]! * FIELDS;
    this.now = this.times[0]!;
    this.kind = fields[at + KIND]!;
    this.entity = fields[at + ENTITY]!;
    fields[at + POSITION] = -1;
    this.rootIsOpen = true;
    return true;
  }

  /** Removes a pending event by its handle. False where it is not pending any more. */
  cancel(handle: number): boolean {
    const slot = handle % MOST_SLOTS;
    const at = slot * FIELDS + POSITION;
    const isPending = (this.fields[at] ?? -1) >= 0;
    if (!isPending || this.sequences[slot]! % GENERATIONS !== Math.floor(handle / MOST_SLOTS)) return false;
    if (this.rootIsOpen) this.closeRoot();
    this.removeAt(this.fields[at]!);
    return true;
  }

  /**
   * Puts an event, at the time in `placing`, in a slot and the slot in the heap: from the root down, in a loop of its own,
   * where the root is open, for that is the most frequent.
   */
  private enter(kind: number, entity: number, priority: number): void {
    const time = this.placing[0]!;
    if (!(time >= this.now))
      throw new RangeError(`event of kind ${kind} at ${time}, but it is ${this.now} already`);
    if (!this.rootIsOpen && this.size === this.heap.length) this.grow();
    const { heap, times, fields } = this;
    let position = this.rootIsOpen ? 0 : this.size;
    const slot = heap[position]!;
    const at = slot * FIELDS;
    fields[at + PRIORITY] = priority;
    fields[at + KIND] = kind;
    fields[at + ENTITY] = entity;
    this.slot = slot;
    this.scheduled += 1;
    this.sequences[slot] = this.scheduled;
    if (!this.rootIsOpen) {
      this.size += 1;
      this.place(position, slot);
      return;
    }
    this.rootIsOpen = false;
    const { size } = this;
    for (;;) {
      const first = (position << 2) + 1;
      if (first >= size) break;
      const best = first + 4 <= size ? this.earliestOfFour(first) : this.earliest(first, size);
      const bestTime = times[best]!;
      const bestSlot = heap[best]!;
      if (time < bestTime || (time === bestTime && this.precedes(slot, bestSlot))) break;
      heap[position] = bestSlot;
      times[position] = bestTime;
      fields[bestSlot * FIELDS + POSITION] = position;
      position = best;
    }
    heap[position] = slot;
    times[position] = time;
    fields[at + POSITION] = position;
  }

  private closeRoot(): void {
    this.rootIsOpen = false;
    this.removeAt(0);
  }

  private removeAt(position: number): void {
    const slot = this.heap[position]!;
    this.fields[slot * FIELDS + POSITION] = -1;
    this.size -= 1;
    const last = this.heap[this.size]!;
    this.heap[this.size] = slot; // the first free slot
    if (last === slot) return;
    this.placing[0] = this.times[this.size]!;
    this.place(position, last);
  }

  /** Puts the event of a slot, at the time in `placing`, at an open place of the heap, or above or below it in order. */
  private place(start: number, slot: number): void {
    const { heap, fields, times, size } = this;
    const time = this.placing[0]!;
    let position = start;
    while (position > 0) {
      const above = (position - 1) >> 2;
      const aboveTime = times[above]!;
      if (time > aboveTime) break;
      const aboveSlot = heap[above]!;
      if (time === aboveTime && !this.precedes(slot, aboveSlot)) break;
      heap[position] = aboveSlot;
      times[position] = aboveTime;
      fields[aboveSlot * FIELDS + POSITION] = position;
      position = above;
    }
    for (;;) {
      const first = (position << 2) + 1;
      if (first >= size) break;
      const best = first + 4 <= size ? this.earliestOfFour(first) : this.earliest(first, size);
      const bestTime = times[best]!;
      const bestSlot = heap[best]!;
      if (time < bestTime || (time === bestTime && this.precedes(slot, bestSlot))) break;
      heap[position] = bestSlot;
      times[position] = bestTime;
      fields[bestSlot * FIELDS + POSITION] = position;
      position = best;
    }
    heap[position] = slot;
    times[position] = time;
    fields[slot * FIELDS + POSITION] = position;
  }

  /**
   * Position of the earliest of four events from `start` on. Which it is, is a coin toss that a processor predicts badly,
   * so comparisons count as 0 or 1 here instead of branching: 2% of a run of TRUTHS T6, 6% of T7.
   */
  private earliestOfFour(start: number): number {
    const { times } = this;
    const second = start + 2;
    const a = start + +(times[start + 1]! < times[start]!);
    const b = second + +(times[second + 1]! < times[second]!);
    const timeA = times[a]!;
    const timeB = times[b]!;
    const isTie = timeA === timeB || times[start] === times[start + 1] || times[second] === times[second + 1];
    return isTie ? this.earliest(start, start + 4) : a + Math.imul(b - a, +(timeB < timeA));
  }

  /** Position of the earliest event from `start` to before `end`. */
  private earliest(start: number, end: number): number {
    const { heap, times } = this;
    let best = start;
    for (let position = start + 1; position < end; position += 1) {
      const time = times[position]!;
      const bestTime = times[best]!;
      if (time < bestTime || (time === bestTime && this.precedes(heap[position]!, heap[best]!)))
        best = position;
    }
    return best;
  }

  /** Order of two events at the same time. */
  private precedes(a: number, b: number): boolean {
    const priorityA = this.fields[a * FIELDS + PRIORITY]!;
    const priorityB = this.fields[b * FIELDS + PRIORITY]!;
    return priorityA === priorityB ? this.sequences[a]! < this.sequences[b]! : priorityA < priorityB;
  }

  private grow(): void {
    const capacity = this.heap.length;
    if (capacity === MOST_SLOTS) throw new RangeError(`more than ${MOST_SLOTS} events are pending`);
    const doubled = Math.min(capacity * 2, MOST_SLOTS);
    const widen = <A extends Float64Array | Int32Array>(target: A, source: A): A => {
      target.set(source);
      return target;
    };
    this.times = widen(new Float64Array(doubled), this.times);
    this.fields = widen(new Int32Array(doubled * FIELDS).fill(-1), this.fields);
    this.sequences = widen(new Float64Array(doubled), this.sequences);
    const heap = widen(new Int32Array(doubled), this.heap);
    for (let slot = capacity; slot < doubled; slot += 1) heap[slot] = slot;
    this.heap = heap;
  }
}
