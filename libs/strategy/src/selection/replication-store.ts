/**
 * The systems' replications: replication r of every system shares its random numbers, and a system's replications are
 * numbered 0, 1, 2, … without gaps. What was ordered may arrive in pieces, in any order, and more than once; it counts
 * when it is there whole.
 */
export class ReplicationStore {
  private readonly values: Float64Array[];
  /** Replications that count, of each system. */
  readonly counts: Int32Array;
  /** Replications ordered, of each system. */
  private readonly ordered: Int32Array;
  /** Replications that have arrived beyond those that count. */
  private readonly arrived: Int32Array;
  /** Pieces of the order in hand, by system: length by first replication. */
  private readonly pieces = new Map<number, Map<number, number>>();
  private missing = 0;
  /** Replications that count, of all systems together. */
  total = 0;

  constructor(readonly systems: number) {
    this.values = Array.from({ length: systems }, () => EMPTY);
    this.counts = new Int32Array(systems);
    this.ordered = new Int32Array(systems);
    this.arrived = new Int32Array(systems);
  }

  /** Orders replications up to `upTo` of a system that has none in order. */
  order(system: number, upTo: number): void {
    this.ordered[system] = upTo;
    this.missing += upTo - this.counts[system]!;
    const old = this.values[system]!;
    if (upTo > old.length) {
      const grown = new Float64Array(old.length === 0 ? upTo : Math.max(upTo, 2 * old.length));
      grown.set(old);
      this.values[system] = grown;
    }
  }

  /** True when everything that was ordered counts. */
  get complete(): boolean {
    return this.missing === 0;
  }

  /**
   * Takes in a piece of what was ordered. The same piece again changes nothing.
   *
   * @throws RangeError for replications that were not ordered, for pieces that overlap, and for values that are not finite
   */
  add(system: number, firstReplication: number, values: ArrayLike<number>): void {
    const end = firstReplication + values.length;
    const count = this.counts[system];
    if (count === undefined) throw new RangeError(`system must be 0 … ${this.systems - 1}, got ${system}`);
    if (values.length === 0 || end <= count) return; // again
    const ordered = this.ordered[system]!;
    if (firstReplication < count || end > ordered)
      throw new RangeError(
        `replications ${firstReplication} … ${end - 1} of system ${system} were not ordered: ` +
          (ordered > count ? `${count} … ${ordered - 1} were` : 'none were'),
      );
    for (let r = 0; r < values.length; r += 1) {
      if (!Number.isFinite(values[r]!))
        throw new RangeError(`replication ${firstReplication + r} of system ${system} is ${values[r]!}`);
    }
    const whole = firstReplication === count && end === ordered;
    if (!whole && !this.isNew(system, firstReplication, values.length)) return;
    if (whole) this.arrived[system] = 0; // pieces of it that came before are in it
    this.values[system]!.set(values, firstReplication);
    this.arrived[system]! += values.length;
    if (count + this.arrived[system]! < ordered) return;
    this.pieces.delete(system);
    this.total += this.arrived[system]!;
    this.missing -= this.arrived[system]!;
    this.counts[system]! += this.arrived[system]!;
    this.arrived[system] = 0;
  }

  /** The values that count; the array may be longer. */
  of(system: number): Float64Array {
    return this.values[system]!;
  }

  private isNew(system: number, first: number, length: number): boolean {
    let known = this.pieces.get(system);
    if (!known) this.pieces.set(system, (known = new Map<number, number>()));
    if (known.get(first) === length) return false;
    for (const [otherFirst, otherLength] of known) {
      if (first < otherFirst + otherLength && otherFirst < first + length)
        throw new RangeError(
          `replications ${first} … ${first + length - 1} of system ${system} overlap others that have arrived`,
        );
    }
    known.set(first, length);
    return true;
  }
}

const EMPTY = new Float64Array(0);
