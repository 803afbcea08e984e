import fc from 'fast-check';
import { benjaminiHochberg } from './benjamini-hochberg.js';
import { chiSquareHomogeneity, poolRare } from './chi-square.js';
import { fisherExact } from './fisher-exact.js';
import { upperIncompleteGamma } from './incomplete-gamma.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { jensenShannon, populationStability, sharesOf } from './share-distances.js';
import { wasserstein } from './wasserstein.js';

const values = (most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
    .map((list) => Float64Array.from(list).sort());
const counts = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 8 });
const shareBelow = (sample: Float64Array, x: number): number =>
  sample.filter((value) => value <= x).length / sample.length;

describe('Kolmogorov–Smirnov', () => {
  it('is the greatest distance between the distribution functions, ties or not', () => {
    fc.assert(
      fc.property(values(30), values(30), (one, other) => {
        const distances = [...one, ...other].map((x) => Math.abs(shareBelow(one, x) - shareBelow(other, x)));
        expect(kolmogorovSmirnov(one, other).statistic).toBeCloseTo(Math.max(...distances), 12);
      }),
    );
  });

  it('has the probability that enumerating every order gives', () => {
    // All 70 ways to mix two samples of four are as probable; D is at least 3/4 in as many as are counted here.
    const mixes = Array.from({ length: 256 }, (_, bits) => bits).filter(
      (bits) => bits.toString(2).replaceAll('0', '').length === 4,
    );
    const split = (bits: number, of: number): Float64Array =>
      Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7].filter((i) => ((bits >> i) & 1) === of));
    const distances = mixes.map((bits) => kolmogorovSmirnov(split(bits, 0), split(bits, 1)).statistic);
    for (const d of [0.25, 0.5, 0.75, 1]) {
      const share = distances.filter((distance) => distance >= d - 1e-9).length / mixes.length;
      const example = mixes[distances.findIndex((distance) => Math.abs(distance - d) < 1e-9)]!;
      expect(kolmogorovSmirnov(split(example, 0), split(example, 1)).pValue).toBeCloseTo(share, 12);
    }
  });

  it('has nearly the same probability by its limit, from the sizes on at which that is taken', () => {
    const even = (length: number, by = 0): Float64Array =>
      Float64Array.from({ length }, (_, i) => i / length + by);
    for (const by of [0.03, 0.05, 0.07]) {
      const counted = kolmogorovSmirnov(even(1000), even(1000, by));
      const limit = kolmogorovSmirnov(even(1000), even(1001, by));
      expect(Math.abs(Math.log(limit.pValue / counted.pValue))).toBeLessThan(0.1);
    }
  });
});

describe('Wasserstein', () => {
  it('of samples of one size is the mean distance of the sorted values', () => {
    const pairs = fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.nat(5)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(pairs, (list) => {
        const one = Float64Array.from(list, ([x]) => x).sort();
        const other = Float64Array.from(list, ([, x]) => x).sort();
        const mean = one.reduce((sum, x, i) => sum + Math.abs(x - other[i]!), 0) / one.length;
        expect(wasserstein(one, other)).toBeCloseTo(mean, 9);
      }),
    );
  });

  it('is 0 of a sample and itself, repeated or not', () => {
    fc.assert(
      fc.property(values(20), (one) => {
        expect(wasserstein(one, Float64Array.from([...one, ...one]).sort())).toBeCloseTo(0, 12);
      }),
    );
  });
});

describe('chi-square homogeneity', () => {
  it('finds nothing between a sample and itself, and ignores categories that nobody has', () => {
    expect(chiSquareHomogeneity([5, 0, 7], [10, 0, 14])).toEqual({ statistic: 0, degrees: 1, pValue: 1 });
    expect(chiSquareHomogeneity([5], [9])).toEqual({ statistic: 0, degrees: 0, pValue: 1 });
    expect(chiSquareHomogeneity([0, 0], [0, 0])).toEqual({ statistic: 0, degrees: 0, pValue: 1 });
  });

  it('of rare categories: pooling keeps the sums and leaves none that is expected fewer than five times', () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const [m, n] = [0, 1].map((s) => rows.reduce((sum, row) => sum + row[s]!, 0)) as [number, number];
        fc.pre(m > 0 && n > 0);
        const pooled = poolRare(
          rows.map(([x]) => x),
          rows.map(([, x]) => x),
        );
        expect(pooled.reference.reduce((sum, x) => sum + x, 0)).toBe(m);
        expect(pooled.current.reduce((sum, x) => sum + x, 0)).toBe(n);
        if (pooled.reference.length > 1)
          pooled.reference.forEach((x, k) => {
            expect(((x + pooled.current[k]!) * Math.min(m, n)) / (m + n)).toBeGreaterThanOrEqual(5 - 1e-9);
          });
      }),
    );
  });
});

it('the incomplete gamma function has the values of tables', () => {
  // Chi-square tables: 95% and 99.9% points of 1, 5 and 30 degrees of freedom.
  expect(upperIncompleteGamma(0.5, 3.8414588206941285 / 2)).toBeCloseTo(0.05, 12);
  expect(upperIncompleteGamma(2.5, 11.070497693516355 / 2)).toBeCloseTo(0.05, 12);
  expect(upperIncompleteGamma(15, 59.703064304429944 / 2)).toBeCloseTo(0.001, 12);
  expect(upperIncompleteGamma(3, 0)).toBe(1);
});

describe("Fisher's exact test", () => {
  it('has the values that are known', () => {
    // Fisher's tea: 3 of 4 cups right; and scipy 1.17.1 for the others.
    expect(fisherExact(3, 4, 1, 4)).toBeCloseTo(0.4857142857142857, 12);
    expect(fisherExact(0, 1000, 50, 500)).toBeLessThan(1e-20);
    expect(fisherExact(8, 10, 1, 6)).toBeCloseTo(0.034965034965034975, 12);
  });

  it('is symmetric, a probability, and 1 where the shares are the same', () => {
    const sample = fc.nat(80).chain((rows) => fc.tuple(fc.nat(rows), fc.constant(rows)));
    fc.assert(
      fc.property(sample, sample, ([x, m], [y, n]) => {
        const p = fisherExact(x, m, y, n);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherExact(y, n, x, m)).toBeCloseTo(p, 9);
        expect(fisherExact(x, m, x, m)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('distances of shares', () => {
  it('are 0 between equals, and the same both ways', () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const p = sharesOf(rows.map(([x]) => x));
        const q = sharesOf(rows.map(([, x]) => x));
        expect(jensenShannon(p, p)).toBe(0);
        expect(populationStability(p, p)).toBe(0);
        expect(jensenShannon(p, q)).toBeCloseTo(jensenShannon(q, p), 12);
        expect(populationStability(p, q)).toBeCloseTo(populationStability(q, p), 12);
        expect(jensenShannon(p, q, 2)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('Benjamini–Hochberg', () => {
  it('adjusts as published', () => {
    // The 15 p-values of Benjamini & Hochberg (1995), section 4: four are rejected at 0.05.
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const adjusted = benjaminiHochberg(published);
    expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(4);
    expect(adjusted[0]).toBeCloseTo(0.0015, 12);
    expect(adjusted[14]).toBe(1);
  });

  it('keeps the order and never makes a p-value smaller', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pValues, (list) => {
        const adjusted = benjaminiHochberg(list);
        list.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p - 1e-15);
          list.forEach((other, j) => {
            if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
  });
});
