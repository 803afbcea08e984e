import { RandomStream } from '../random/random-stream.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';
import { triangular } from './triangular.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 35, replication: 0, entity, purpose: 0 });

describe('triangular', () => {
  it.each([
    [2, 3, 7],
    [-4, -4, 1],
    [0, 5, 5],
  ])('on %d, %d, %d has its mean, variance and distribution', (low, mode, high) => {
    const stream = streamOf(high);
    const sample = sampleOf(() => triangular(stream, low, mode, high));
    const mean = (low + mode + high) / 3;
    const variance = (low ** 2 + mode ** 2 + high ** 2 - low * mode - low * high - mode * high) / 18;
    const cdf = (x: number): number =>
      x < mode
        ? (x - low) ** 2 / ((high - low) * (mode - low))
        : 1 - (high === mode ? 0 : (high - x) ** 2 / ((high - low) * (high - mode)));
    expect(meanDeviation(sample, mean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, mean, variance)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, cdf)).toBeLessThan(MOST_KOLMOGOROV);
    expect(sample.every((x) => x >= low && x <= high)).toBe(true);
  });

  it('of one point is that point', () => {
    expect(triangular(streamOf(0), 4, 4, 4)).toBe(4);
  });

  it('refuses a mode beyond the ends and an endless end', () => {
    expect(() => triangular(streamOf(0), 1, 3, 2)).toThrow(
      new RangeError('mode must be from low 1 to high 2, got 3'),
    );
    expect(() => triangular(streamOf(0), -Infinity, 3, 4)).toThrow(
      new RangeError('low must be finite, got -Infinity'),
    );
  });
});
