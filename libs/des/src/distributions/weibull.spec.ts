import { RandomStream } from '../random/random-stream.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';
import { logGamma } from './log-gamma.js';
import { weibull } from './weibull.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 34, replication: 0, entity, purpose: 0 });

describe('weibull', () => {
  it.each([
    [10, 0.8],
    [10, 1],
    [250, 2],
    [3, 3.5],
  ])('of scale %d and shape %d has its mean, variance and distribution', (scale, shape) => {
    const stream = streamOf(10 * shape);
    const sample = sampleOf(() => weibull(stream, scale, shape));
    const mean = scale * Math.exp(logGamma(1 + 1 / shape));
    const variance = scale ** 2 * Math.exp(logGamma(1 + 2 / shape)) - mean ** 2;
    expect(meanDeviation(sample, mean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, mean, variance)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, (x) => 1 - Math.exp(-((x / scale) ** shape)))).toBeLessThan(MOST_KOLMOGOROV);
  });

  it('refuses a scale or shape of 0', () => {
    expect(() => weibull(streamOf(0), 0, 1)).toThrow(
      new RangeError('scale must be above 0 and finite, got 0'),
    );
    expect(() => weibull(streamOf(0), 1, 0)).toThrow(
      new RangeError('shape must be above 0 and finite, got 0'),
    );
  });
});
