import { normal } from '../distributions/normal.js';
import { RandomStream } from '../random/random-stream.js';
import { mser5 } from './mser5.js';

const stream = RandomStream.of({ seed: 41, replication: 0, entity: 0, purpose: 0 });

describe('mser5', () => {
  it('cuts off exactly a step at the start of a constant series', () => {
    const series = Array.from({ length: 200 }, (_, i) => (i < 35 ? 9 : 2));
    expect(mser5(series)).toBe(35);
  });

  it('keeps a constant series whole', () => {
    expect(mser5(Array.from({ length: 100 }, () => 4))).toBe(0);
  });

  it('removes the bias of a decaying start, and little of a steady series', () => {
    const noisy = (start: number): number[] =>
      Array.from({ length: 2000 }, (_, i) => normal(stream, 10 + start * Math.exp(-i / 50), 1));
    const cut = mser5(noisy(20));
    expect(cut).toBeGreaterThanOrEqual(100); // 20·exp(−2) = 2.7 standard deviations are left there
    expect(cut).toBeLessThanOrEqual(500);
    expect(mser5(noisy(0))).toBeLessThan(1000);
  });

  it('refuses a series of fewer than two batches', () => {
    expect(() => mser5([1, 2, 3])).toThrow(
      new RangeError('series must have at least 10 observations, got 3'),
    );
  });
});
