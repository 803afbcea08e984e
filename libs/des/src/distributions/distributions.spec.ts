import { RandomStream } from '../random/random-stream.js';
import { AliasTable } from './alias-table.js';
import { bernoulli } from './bernoulli.js';
import { empirical, interpolate, quantileTable } from './empirical.js';
import { exponential } from './exponential.js';
import { lognormal } from './lognormal.js';
import { normal } from './normal.js';
import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';
import { kolmogorov, MOST_KOLMOGOROV, sampleOf } from './testing/agreement.js';
import { triangular } from './triangular.js';
import { TruncatedNormal } from './truncated-normal.js';
import { weibull } from './weibull.js';

const DRAWS = 200_000;
const CUT = new TruncatedNormal(0, 1, -1, 2);
const ALIAS = new AliasTable([1, 2, 3]);
const stream = (entity: number): RandomStream =>
  RandomStream.of({ seed: 2026, replication: 0, entity, purpose: 0 });

/** |sample mean − mean| in standard errors: above 4.5 happens once in 147,000 honest runs, and the seed is fixed. */
function deviation(draw: () => number, mean: number, standardDeviation: number): number {
  let sum = 0;
  for (let i = 0; i < DRAWS; i += 1) sum += draw();
  return Math.abs(sum / DRAWS - mean) / (standardDeviation / Math.sqrt(DRAWS));
}

describe('distributions', () => {
  it('exponential: mean m, second moment 2 m²', () => {
    const s = stream(1);
    expect(deviation(() => exponential(s, 3), 3, 3)).toBeLessThan(4.5);
    expect(deviation(() => exponential(s, 3) ** 2, 18, Math.sqrt(24 * 81 - 18 ** 2))).toBeLessThan(4.5);
  });

  it('exponential and normal: Kolmogorov–Smirnov against the exact distribution', () => {
    const s = stream(5);
    const lives = sampleOf(() => exponential(s, 3));
    expect(kolmogorov(lives, (x) => -Math.expm1(-x / 3))).toBeLessThan(MOST_KOLMOGOROV);
    const errors = sampleOf(() => normal(s, 5, 2));
    expect(kolmogorov(errors, (x) => normalCdf((x - 5) / 2))).toBeLessThan(MOST_KOLMOGOROV);
  });

  it('takes one uniform a draw', () => {
    const draws: ((s: RandomStream) => unknown)[] = [
      (s) => exponential(s, 3),
      (s) => normal(s, 5, 2),
      (s) => lognormal(s, 5, 2),
      (s) => weibull(s, 5, 2),
      (s) => triangular(s, 1, 2, 3),
      (s) => bernoulli(s, 0),
      (s) => empirical(s, Float64Array.of(1, 2)),
      (s) => CUT.draw(s),
      (s) => ALIAS.draw(s),
    ];
    for (const draw of draws) {
      const [used, counted] = [stream(6), stream(6)];
      draw(used);
      counted.uniform();
      expect(used.getState()).toEqual(counted.getState());
    }
  });

  it('bernoulli: mean p', () => {
    const s = stream(2);
    expect(deviation(() => Number(bernoulli(s, 0.15)), 0.15, Math.sqrt(0.15 * 0.85))).toBeLessThan(4.5);
  });

  it('normal: mean and variance', () => {
    const s = stream(3);
    expect(deviation(() => normal(s, 5, 2), 5, 2)).toBeLessThan(4.5);
    expect(deviation(() => (normal(s, 5, 2) - 5) ** 2, 4, Math.sqrt(2) * 4)).toBeLessThan(4.5);
  });

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.01, -2.3263478740408408],
    [1e-10, -6.361340902404056],
  ])('normalQuantile(%d) is %d (tables)', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-7);
  });

  it('empirical: quantile table keeps the order statistics and interpolates between them', () => {
    const table = quantileTable([4, 1, 3, 2, 5], 5);
    expect([...table]).toEqual([1, 2, 3, 4, 5]);
    expect(interpolate(table, 0.625)).toBeCloseTo(3.5, 12);
    expect(interpolate(table, 1)).toBe(5);
    const s = stream(4);
    expect(deviation(() => empirical(s, table), 3, Math.sqrt(16 / 12))).toBeLessThan(4.5);
  });

  it('empirical: an empty sample is refused', () => {
    expect(() => quantileTable([], 5)).toThrow('at least one observation');
  });
});
