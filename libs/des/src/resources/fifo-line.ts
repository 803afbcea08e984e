import type { WaitingLine } from './waiting-line.js';

/** First in, first out: a ring of places, made once. Joining and taking cost the same however many wait. */
export class FifoLine implements WaitingLine {
  length = 0;
  private readonly ring: Int32Array;
  private head = 0;

  /** @param places how many can wait at once */
  constructor(places: number) {
    this.ring = new Int32Array(Math.max(1, places));
  }

  /** @throws RangeError where every place is taken */
  join(entity: number): void {
    this.checkPlace();
    this.ring[this.place(this.length)] = entity;
    this.length += 1;
  }

  /**
   * Puts an entity before everybody who waits.
   *
   * @throws RangeError where every place is taken
   */
  joinFirst(entity: number): void {
    this.checkPlace();
    this.head = this.head === 0 ? this.ring.length - 1 : this.head - 1;
    this.ring[this.head] = entity;
    this.length += 1;
  }

  takeNext(): number {
    if (this.length === 0) return -1;
    const entity = this.ring[this.head]!;
    this.head = this.place(1);
    this.length -= 1;
    return entity;
  }

  /** Costs time in proportion to how many wait. */
  remove(entity: number): boolean {
    const { ring, length } = this;
    let turn = 0;
    while (turn < length && ring[this.place(turn)] !== entity) turn += 1;
    if (turn === length) return false;
    for (; turn < length - 1; turn += 1) ring[this.place(turn)] = ring[this.place(turn + 1)]!;
    this.length -= 1;
    return true;
  }

  clear(): void {
    this.head = 0;
    this.length = 0;
  }

  private checkPlace(): void {
    if (this.length === this.ring.length)
      throw new RangeError('more entities wait than the pool was made for');
  }

  /** The place in the ring of the one who waits for his `turn`, 0 being the next. Cheaper than a remainder. */
  private place(turn: number): number {
    const place = this.head + turn;
    return place < this.ring.length ? place : place - this.ring.length;
  }
}
