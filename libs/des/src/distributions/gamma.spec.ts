import { RandomStream } from '../random/random-stream.js';
import { gamma } from './gamma.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';
import { gammaCdf } from './testing/incomplete-gamma.js';

describe('gamma', () => {
  it.each([
    [2, 0.3],
    [2, 0.9],
    [5, 1],
    [3, 2.5],
    [60, 30],
  ])('of mean %d and shape %d has its mean, variance and distribution', (mean, shape) => {
    const stream = RandomStream.of({ seed: 32, replication: 0, entity: 10 * shape, purpose: 0 });
    const sample = sampleOf(() => gamma(stream, mean, shape));
    expect(meanDeviation(sample, mean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, mean, mean ** 2 / shape)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, (x) => gammaCdf(shape, (x * shape) / mean))).toBeLessThan(MOST_KOLMOGOROV);
  });

  it('refuses a negative shape and an endless mean', () => {
    const stream = RandomStream.of({ seed: 32, replication: 0, entity: 0, purpose: 0 });
    expect(() => gamma(stream, 1, -2)).toThrow(new RangeError('shape must be above 0 and finite, got -2'));
    expect(() => gamma(stream, Infinity, 2)).toThrow(
      new RangeError('mean must be above 0 and finite, got Infinity'),
    );
  });
});
