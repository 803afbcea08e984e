const GAMMA_HIGH = 0x9e3779b9;
const GAMMA_LOW = 0x7f4a7c15;

/**
 * splitmix64 (Steele, Lea & Flood 2014; Vigna's splitmix64.c) on 32-bit halves: seeding happens for every stream of
 * every replication, where BigInt would cost more than the replication's own draws.
 *
 * `high` and `low` (signed 32-bit halves) hold the word of the last operation.
 */
export class SplitMix64 {
  high = 0;
  low = 0;
  private stateHigh = 0;
  private stateLow = 0;

  /** Starts from a safe integer, negative ones in two's complement. */
  seed(value: number): void {
    this.stateLow = value | 0;
    this.stateHigh = Math.floor(value / 4294967296) | 0;
  }

  /** Next output, in `high` and `low`. */
  next(): void {
    const low = (this.stateLow >>> 0) + GAMMA_LOW;
    this.stateLow = low | 0;
    this.stateHigh = (this.stateHigh + GAMMA_HIGH + (low > 0xffffffff ? 1 : 0)) | 0;
    this.high = this.stateHigh;
    this.low = this.stateLow;
    this.finalise();
  }

  /** Folds a safe integer into the state: a different `part` always leads to a different state. */
  fold(part: number): void {
    this.next();
    this.stateLow = this.low ^ (part | 0);
    this.stateHigh = this.high ^ (Math.floor(part / 4294967296) | 0);
  }

  /** Stafford's variant 13 of the 64-bit finaliser. */
  private finalise(): void {
    this.xorShift(30);
    this.multiply(0xbf58476d, 0x1ce4e5b9);
    this.xorShift(27);
    this.multiply(0x94d049bb, 0x133111eb);
    this.xorShift(31);
  }

  /** word ^= word >>> bits, for bits below 32. */
  private xorShift(bits: number): void {
    const shiftedLow = (this.low >>> bits) | (this.high << (32 - bits));
    this.low ^= shiftedLow;
    this.high ^= this.high >>> bits;
  }

  /** word *= factor, modulo 2^64. */
  private multiply(factorHigh: number, factorLow: number): void {
    const a0 = this.low & 0xffff;
    const a1 = this.low >>> 16;
    const b0 = factorLow & 0xffff;
    const b1 = factorLow >>> 16;
    const p00 = a0 * b0;
    const middle = a1 * b0 + (p00 >>> 16); // below 2^32, as a1·b0 ≤ (2^16 − 1)² and the carry is below 2^16
    const middle2 = a0 * b1 + (middle & 0xffff);
    const carry = a1 * b1 + (middle >>> 16) + (middle2 >>> 16);
    this.high = (carry + Math.imul(this.low, factorHigh) + Math.imul(this.high, factorLow)) | 0;
    this.low = (middle2 << 16) | (p00 & 0xffff);
  }
}
