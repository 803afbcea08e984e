import { normal } from '../distributions/normal.js';
import { RandomStream } from '../random/random-stream.js';
import { confidenceInterval } from './confidence-interval.js';
import { Tally } from './tally.js';

const tallyOf = (values: readonly number[]): Tally => {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
};

describe('confidenceInterval', () => {
  // Sample sd √2.5, so the standard error is √0.5; t(4) from tables.
  it.each([
    [0.9, 2.131847],
    [0.95, 2.776445],
    [0.99, 4.604095],
  ])('of 1…5 at level %d has the half-width %d·√0.5', (level, t) => {
    const interval = confidenceInterval(tallyOf([1, 2, 3, 4, 5]), level);
    expect(Math.abs(interval.halfWidth / (t * Math.sqrt(0.5)) - 1)).toBeLessThan(1e-4);
    expect([interval.mean, interval.level]).toEqual([3, level]);
    expect([interval.low, interval.high]).toEqual([3 - interval.halfWidth, 3 + interval.halfWidth]);
  });

  it('at 99% covers the true mean in 99% of repetitions', () => {
    const stream = RandomStream.of({ seed: 9, replication: 0, entity: 0, purpose: 0 });
    const repetitions = 5000;
    let covered = 0;
    for (let i = 0; i < repetitions; i += 1) {
      const { low, high } = confidenceInterval(
        tallyOf(Array.from({ length: 8 }, () => normal(stream, -3, 2))),
        0.99,
      );
      if (low <= -3 && -3 <= high) covered += 1;
    }
    // The binomial standard error is 0.0014; four of them.
    expect(Math.abs(covered / repetitions - 0.99)).toBeLessThan(0.0056);
  });

  it('of one observation is endless; of none, or at no probability, refused', () => {
    expect(confidenceInterval(tallyOf([2]), 0.95).high).toBe(Infinity);
    expect(() => confidenceInterval(new Tally(), 0.95)).toThrow(RangeError);
    expect(() => confidenceInterval(tallyOf([1, 2]), 1)).toThrow('level must be between 0 and 1, got 1');
  });
});
