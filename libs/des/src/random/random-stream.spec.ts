import fc from 'fast-check';
import { exponential } from '../distributions/exponential.js';
import { normal } from '../distributions/normal.js';
import { RandomStream } from './random-stream.js';
import { SplitMix64 } from './splitmix64.js';

const join = ([high, low]: [number, number]): bigint => (BigInt(high) << 32n) | BigInt(low);

const MASK = (1n << 64n) - 1n;

/** splitmix64 as its author wrote it, in 64-bit arithmetic. */
function referenceSplitMix64(seed: bigint): bigint {
  let z = (seed + 0x9e3779b97f4a7c15n) & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

describe('splitmix64', () => {
  it('follows the reference implementation from any safe integer', () => {
    const generator = new SplitMix64();
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        generator.seed(seed);
        generator.next();
        expect(join([generator.high >>> 0, generator.low >>> 0])).toBe(
          referenceSplitMix64(BigInt(seed) & MASK),
        );
      }),
    );
  });

  it('gives the published outputs for seed 1234567 (Vigna, splitmix64.c)', () => {
    const generator = new SplitMix64();
    generator.seed(1234567);
    const outputs = [1, 2, 3, 4, 5].map(() => {
      generator.next();
      return join([generator.high >>> 0, generator.low >>> 0]);
    });
    expect(outputs).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });
});

/** xoshiro256** as its authors wrote it, in 64-bit arithmetic: slow and plain, to compare with. */
function* reference(words: bigint[]): Generator<bigint, never> {
  const rotl = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK;
  const s = [...words];
  for (;;) {
    yield (rotl((s[1]! * 5n) & MASK, 7n) * 9n) & MASK;
    const t = (s[1]! << 17n) & MASK;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 45n);
  }
}

/** The number on [0, 1) that the upper 53 bits of an output stand for. */
const unit = (output: bigint): number => Number(output >> 11n) * 2 ** -53;

describe('RandomStream', () => {
  it('gives the published outputs of xoshiro256** from state 1, 2, 3, 4 (rand_xoshiro test vector)', () => {
    const stream = new RandomStream([0, 1, 0, 2, 0, 3, 0, 4]);
    const outputs = [11520n, 0n, 1509978240n, 1215971899390074240n];
    expect([1, 2, 3, 4].map(() => stream.uniform())).toEqual(outputs.map(unit));
  });

  it('follows the reference implementation from any state', () => {
    const half = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(fc.array(half, { minLength: 8, maxLength: 8 }), (state) => {
        fc.pre(state.some((part) => part !== 0));
        const stream = new RandomStream(state);
        const expected = reference([0, 2, 4, 6].map((i) => join([state[i]!, state[i + 1]!])));
        for (let i = 0; i < 50; i += 1) expect(stream.uniform()).toBe(unit(expected.next().value));
      }),
      { numRuns: 50 },
    );
  });

  it('draws into `drawn` what it would return', () => {
    const stream = RandomStream.of({ seed: 7, replication: 1, entity: 2, purpose: 3 });
    const copy = new RandomStream(stream.getState());
    stream.drawUniform();
    expect(stream.drawn[0]).toBe(copy.uniform());
    stream.drawExponential();
    expect(stream.drawn[0]).toBe(exponential(copy, 1));
    stream.drawNormal();
    expect(stream.drawn[0]).toBe(normal(copy, 0, 1));
  });

  it('continues from a saved state', () => {
    const stream = RandomStream.of({ seed: 7, replication: 1, entity: 2, purpose: 3 });
    stream.uniform();
    const copy = new RandomStream(stream.getState());
    expect(copy.uniform()).toBe(stream.uniform());
  });

  it('starts somewhere else for every part of its key', () => {
    const firsts = new Set<number>();
    for (const seed of [0, 1, 2]) {
      for (let replication = 0; replication < 10; replication += 1) {
        for (let entity = 0; entity < 10; entity += 1) {
          for (let purpose = 0; purpose < 10; purpose += 1) {
            firsts.add(RandomStream.of({ seed, replication, entity, purpose }).uniform());
          }
        }
      }
    }
    expect(firsts.size).toBe(3000);
  });

  it('refuses the all-zero state', () => {
    expect(() => new RandomStream([0, 0, 0, 0, 0, 0, 0, 0])).toThrow(RangeError);
  });

  it('is uniform: the chi-square of 100 cells over 200,000 draws stays below its 99.99% point', () => {
    const stream = RandomStream.of({ seed: 42, replication: 0, entity: 0, purpose: 0 });
    const cells = new Array<number>(100).fill(0);
    const draws = 200_000;
    for (let i = 0; i < draws; i += 1) cells[Math.floor(stream.uniform() * 100)]! += 1;
    const expected = draws / 100;
    const chiSquare = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(159.7); // chi-square, 99 degrees of freedom, 0.9999
  });
});
