import { minusLogOneMinus } from '../distributions/minus-log.js';
import { replaceByNormalQuantile } from '../distributions/normal-quantile.js';
import { SplitMix64 } from './splitmix64.js';

const TWO_32 = 4294967296;
const TWO_MINUS_53 = 2 ** -53;
const TWO_MINUS_54 = 2 ** -54;
/** Any state that is not all zero. */
const UNSEEDED = [1, 0, 0, 0, 0, 0, 0, 0];

/** What `next` draws. */
const UNIFORM = 0;
const EXPONENTIAL = 1;
const NORMAL = 2;

/** All streams leave what they drew here: see `drawn`. */
const DRAWN = new Float64Array(1);
/** Seeds whichever stream is being seeded. */
const SEEDER = new SplitMix64();

/** What a stream is for. Each user of randomness owns one stream, so that what one draws never moves another. */
export interface StreamKey {
  /** The experiment's seed: any safe integer. */
  readonly seed: number;
  /** Replication number, from 0. */
  readonly replication: number;
  /** Number of the entity (truck, loader, …) that draws, from 0. */
  readonly entity: number;
  /** Number of the purpose that it draws for, from 0. */
  readonly purpose: number;
}

/**
 * A stream of uniform random numbers: xoshiro256** 1.0 (Blackman & Vigna 2018, https://prng.di.unimi.it/),
 * with its 256 bits of state filled by splitmix64.
 *
 * Guarantees: the same key gives the same numbers on every machine; no draw allocates. Two streams with different
 * keys start at unrelated points of a period of 2^256 − 1, so an overlap within any practical run has a probability
 * below 2^-100.
 */
export class RandomStream {
  /**
   * Where the `draw…` methods leave their number, until the next draw of any stream. V8 puts a number that a call returns
   * in a box on the heap, unless it inlines the call; one in an array it does not. So a model that draws in its inner
   * loops draws, then reads `drawn[0]`, and allocates nothing.
   */
  readonly drawn = DRAWN;

  // Each 64-bit word of the state as two 32-bit halves: BigInt arithmetic would be some hundred times slower.
  private h0 = 0;
  private l0 = 0;
  private h1 = 0;
  private l1 = 0;
  private h2 = 0;
  private l2 = 0;
  private h3 = 0;
  private l3 = 0;

  /** @param state 8 halves, high then low of words 0…3; at least one must not be zero. */
  constructor(state: ArrayLike<number>) {
    this.setState(state);
  }

  /** The stream that belongs to `key`. */
  static of(key: StreamKey): RandomStream {
    const stream = new RandomStream(UNSEEDED);
    stream.reseed(key.seed, key.replication, key.entity, key.purpose);
    return stream;
  }

  /** Moves this stream to the start of the stream of the given key. */
  reseed(seed: number, replication: number, entity: number, purpose: number): void {
    SEEDER.seed(seed);
    SEEDER.fold(replication);
    SEEDER.fold(entity);
    SEEDER.fold(purpose);
    SEEDER.next();
    this.h0 = SEEDER.high;
    this.l0 = SEEDER.low;
    SEEDER.next();
    this.h1 = SEEDER.high;
    this.l1 = SEEDER.low;
    SEEDER.next();
    this.h2 = SEEDER.high;
    this.l2 = SEEDER.low;
    SEEDER.next();
    this.h3 = SEEDER.high;
    this.l3 = SEEDER.low;
  }

  /** The state as 8 unsigned halves; `new RandomStream(state)` continues from it. */
  getState(): number[] {
    return [this.h0, this.l0, this.h1, this.l1, this.h2, this.l2, this.h3, this.l3].map((half) => half >>> 0);
  }

  setState(state: ArrayLike<number>): void {
    if (state.length !== 8) throw new RangeError(`a state has 8 halves, got ${state.length}`);
    let any = 0;
    for (let i = 0; i < 8; i += 1) any |= state[i]!;
    if (any === 0) throw new RangeError('the all-zero state is the one that xoshiro256** cannot leave');
    this.h0 = state[0]! | 0;
    this.l0 = state[1]! | 0;
    this.h1 = state[2]! | 0;
    this.l1 = state[3]! | 0;
    this.h2 = state[4]! | 0;
    this.l2 = state[5]! | 0;
    this.h3 = state[6]! | 0;
    this.l3 = state[7]! | 0;
  }

  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number {
    this.next(UNIFORM);
    return this.drawn[0]!;
  }

  /** Uniform on (0, 1]: safe under a logarithm. */
  uniformPositive(): number {
    return 1 - this.uniform();
  }

  /** Uniform integer on 0 … bound − 1. `bound` is from 1 to 2^32; the bias is below bound/2^53. */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** As `uniform`, into `drawn[0]`. */
  drawUniform(): void {
    this.next(UNIFORM);
  }

  /** Exponential of mean 1, into `drawn[0]`; see `exponential`. */
  drawExponential(): void {
    this.next(EXPONENTIAL);
  }

  /** Normal of mean 0 and standard deviation 1, into `drawn[0]`; see `normal`. */
  drawNormal(): void {
    this.next(NORMAL);
  }

  /**
   * Draws. All kinds in one method that is too long for V8 to inline (460 bytes of bytecode): what calls it stays short,
   * is therefore inlined itself, and so need not box what it returns.
   */
  protected next(kind: number): void {
    const { h1, l1, drawn } = this;
    // result = rotl(s1 * 5, 7) * 9
    const low5 = (l1 >>> 0) * 5;
    const m5l = low5 | 0;
    const m5h = (Math.imul(h1, 5) + ((low5 / TWO_32) | 0)) | 0;
    const rl = (m5l << 7) | (m5h >>> 25);
    const rh = (m5h << 7) | (m5l >>> 25);
    const low9 = (rl >>> 0) * 9;
    const resultLow = low9 | 0;
    const resultHigh = (Math.imul(rh, 9) + ((low9 / TWO_32) | 0)) | 0;

    const tl = l1 << 17;
    const th = (h1 << 17) | (l1 >>> 15);
    const h2 = this.h2 ^ this.h0;
    const l2 = this.l2 ^ this.l0;
    const h3 = this.h3 ^ h1;
    const l3 = this.l3 ^ l1;
    this.h1 = h1 ^ h2;
    this.l1 = l1 ^ l2;
    this.h0 ^= h3;
    this.l0 ^= l3;
    this.h2 = h2 ^ th;
    this.l2 = l2 ^ tl;
    // s3 = rotl(s3, 45) = rotl with halves swapped, then by 13
    this.h3 = (l3 << 13) | (h3 >>> 19);
    this.l3 = (h3 << 13) | (l3 >>> 19);
    const u = ((resultHigh >>> 0) * 2097152 + (resultLow >>> 11)) * TWO_MINUS_53;
    switch (kind) {
      case EXPONENTIAL:
        drawn[0] = minusLogOneMinus(u);
        break;
      case NORMAL:
        // The half step keeps the argument inside (0, 1), where the quantile is finite.
        drawn[0] = u + TWO_MINUS_54;
        replaceByNormalQuantile(drawn);
        break;
      default:
        drawn[0] = u;
    }
  }
}
