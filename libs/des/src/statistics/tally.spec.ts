import fc from 'fast-check';
import { Tally } from './tally.js';

const tallyOf = (values: readonly number[]): Tally => {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
};

describe('Tally', () => {
  it('gives count, mean, variance and range (2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32)', () => {
    const tally = tallyOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect([tally.count, tally.mean, tally.min, tally.max]).toEqual([8, 5, 2, 9]);
    expect(tally.variance).toBeCloseTo(32 / 7, 12);
    expect(tally.standardDeviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  it('keeps its digits where the mean is huge beside the spread (NIST NumAcc4: sd 0.1 at 10,000,000.2)', () => {
    const values = [1e7 + 0.2];
    for (let i = 0; i < 500; i += 1) values.push(1e7 + 0.1, 1e7 + 0.3);
    expect(Math.abs(tallyOf(values).standardDeviation / 0.1 - 1)).toBeLessThan(1e-7);
  });

  it('knows no mean of nothing and no spread of one', () => {
    expect(new Tally().mean).toBeNaN();
    expect(tallyOf([3]).variance).toBeNaN();
  });

  it('merges to what one tally of all values gives', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const merged = tallyOf(first);
        merged.merge(tallyOf(second));
        const whole = tallyOf([...first, ...second]);
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        if (whole.count > 0) expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-8);
        if (whole.count > 1 && whole.variance > 1)
          expect(Math.abs(merged.variance / whole.variance - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it('forgets at reset, and refuses what is not finite', () => {
    const tally = tallyOf([1, 2]);
    tally.reset();
    expect([tally.count, tally.min, tally.max]).toEqual([0, Infinity, -Infinity]);
    expect(() => {
      tally.add(NaN);
    }).toThrow(new RangeError('value must be finite, got NaN'));
  });
});
