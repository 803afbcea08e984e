import { normal } from '../distributions/normal.js';
import { RandomStream } from '../random/random-stream.js';
import { welchMovingAverage } from './welch.js';

describe('welchMovingAverage', () => {
  it('averages over replications, then over the neighbours that there are (by hand)', () => {
    // Means over both: 2, 4, 6, 14, 4, 0
    const smoothed = welchMovingAverage(
      [
        [1, 4, 6, 20, 5, -1],
        [3, 4, 6, 8, 3, 1],
      ],
      2,
    );
    expect([...smoothed]).toEqual([2, 4, 6, 28 / 5]);
  });

  it('with no window is the mean over replications', () => {
    expect([
      ...welchMovingAverage(
        [
          [1, 2],
          [3, 6],
        ],
        0,
      ),
    ]).toEqual([2, 4]);
  });

  it('shows a decay below the noise: 10 + 20·exp(−i/50) to within four of its standard errors', () => {
    const stream = RandomStream.of({ seed: 44, replication: 0, entity: 0, purpose: 0 });
    const series = Array.from({ length: 10 }, () =>
      Float64Array.from({ length: 600 }, (_, i) => normal(stream, 10 + 20 * Math.exp(-i / 50), 5)),
    );
    const smoothed = welchMovingAverage(series, 20);
    const standardError = 5 / Math.sqrt(10 * 41);
    expect(Math.abs(smoothed[60]! - 10 - 20 * Math.exp(-60 / 50) * 1.027)).toBeLessThan(4 * standardError);
    expect(Math.abs(smoothed[500]! - 10)).toBeLessThan(4 * standardError);
  });

  it('refuses no replications, different lengths and a window of half the series', () => {
    expect(() => welchMovingAverage([], 1)).toThrow(new RangeError('replications must be at least 1, got 0'));
    expect(() => welchMovingAverage([[1, 2], [1]], 0)).toThrow(
      new RangeError('replications must have 2 observations each, got 1'),
    );
    expect(() => welchMovingAverage([[1, 2, 3, 4]], 2)).toThrow(
      new RangeError('window must be a whole number from 0 to below half of 4, got 2'),
    );
  });
});
