import { RandomStream } from '../random/random-stream.js';
import { normal } from '../distributions/normal.js';
import { estimate } from './estimate.js';
import { studentQuantile } from './student-quantile.js';

describe('studentQuantile', () => {
  it.each([
    [0.975, 1, 12.7062],
    [0.975, 2, 4.30265],
    [0.975, 3, 3.18245],
    [0.975, 9, 2.26216],
    [0.975, 29, 2.04523],
    [0.995, 5, 4.03214],
    [0.95, 4, 2.13185],
    [0.025, 29, -2.04523],
  ])('of %d with %d degrees of freedom is %d (tables)', (p, degrees, expected) => {
    expect(Math.abs(studentQuantile(p, degrees) / expected - 1)).toBeLessThan(1e-4);
  });
});

describe('estimate', () => {
  it('gives mean, spread and quantiles of the replications', () => {
    const e = estimate(Float64Array.of(4, 2, 3, 1, 5));
    expect(e.mean).toBeCloseTo(3, 12);
    expect(e.standardDeviation).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(e.halfWidth95).toBeCloseTo((2.776445 * Math.sqrt(2.5)) / Math.sqrt(5), 3);
    expect([e.p10, e.p50, e.p90]).toEqual([1.4, 3, 4.6]);
  });

  it('covers the true mean in 95% of repetitions', () => {
    const stream = RandomStream.of({ seed: 5, replication: 0, entity: 0, purpose: 0 });
    let covered = 0;
    const repetitions = 4000;
    for (let i = 0; i < repetitions; i += 1) {
      const e = estimate(Float64Array.from({ length: 10 }, () => normal(stream, 7, 2)));
      if (Math.abs(e.mean - 7) <= e.halfWidth95) covered += 1;
    }
    // binomial standard error at 0.95 is 0.0034; four of them
    expect(Math.abs(covered / repetitions - 0.95)).toBeLessThan(0.014);
  });

  it('has no interval with one replication and refuses none', () => {
    expect(estimate(Float64Array.of(8)).halfWidth95).toBe(0);
    expect(() => estimate(new Float64Array(0))).toThrow('at least one replication');
  });
});
