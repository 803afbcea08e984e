import { normal } from '../distributions/normal.js';
import { RandomStream } from '../random/random-stream.js';
import { batchMeans } from './batch-means.js';

const stream = RandomStream.of({ seed: 43, replication: 0, entity: 0, purpose: 0 });

/** Autoregressive series around 5: each value keeps the share `keep` of the last one's distance. */
function series(length: number, keep: number): number[] {
  let x = normal(stream, 0, 1 / Math.sqrt(1 - keep * keep));
  return Array.from({ length }, () => {
    x = keep * x + normal(stream, 0, 1);
    return 5 + x;
  });
}

describe('batchMeans', () => {
  it('cuts 1…40 into 20 pairs: mean 20.5, sd of the means √140, lag-1 correlation near 1', () => {
    const { interval, batchSize, lag1, independent } = batchMeans(
      Array.from({ length: 40 }, (_, i) => i + 1),
      0.95,
    );
    expect([interval.mean, batchSize, independent]).toEqual([20.5, 2, false]);
    // t(0.975, 19) = 2.093024; the lag-1 correlation of 1…20 is 0.85
    expect(Math.abs(interval.halfWidth / ((2.093024 * Math.sqrt(140)) / Math.sqrt(20)) - 1)).toBeLessThan(
      1e-4,
    );
    expect(lag1).toBeCloseTo(0.85, 12);
  });

  it('covers the mean of a correlated series about as often as it says, where it is long', () => {
    const repetitions = 500;
    let covered = 0;
    let judged = 0;
    for (let i = 0; i < repetitions; i += 1) {
      const { interval, independent } = batchMeans(series(4000, 0.8), 0.95);
      if (interval.low <= 5 && 5 <= interval.high) covered += 1;
      if (independent) judged += 1;
    }
    // The binomial standard error is 0.01; four of them.
    expect(Math.abs(covered / repetitions - 0.95)).toBeLessThan(0.04);
    expect(judged / repetitions).toBeGreaterThan(0.9);
  });

  it('says so where the series is too short for its correlation', () => {
    const warned = Array.from({ length: 200 }, () => batchMeans(series(60, 0.98), 0.95)).filter(
      ({ independent }) => !independent,
    );
    expect(warned.length).toBeGreaterThan(180);
  });

  it('knows a constant, leaves out the beginning that fills no batch, refuses too few', () => {
    const constant = batchMeans(
      Array.from({ length: 45 }, (_, i) => (i < 5 ? 100 : 3)),
      0.99,
    );
    expect([constant.interval.mean, constant.interval.halfWidth, constant.lag1]).toEqual([3, 0, 0]);
    expect(() => batchMeans([1, 2], 0.95)).toThrow(
      new RangeError('series must have at least 20 observations, got 2'),
    );
  });
});
