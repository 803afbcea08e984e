import { RandomStream } from '../random/random-stream.js';
import { lognormal } from './lognormal.js';
import { normalCdf } from './normal-cdf.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 33, replication: 0, entity, purpose: 0 });

describe('lognormal', () => {
  it.each([
    [4, 1],
    [20, 3],
    [1, 0.6],
  ])('of mean %d and standard deviation %d has them, and its distribution', (mean, sd) => {
    const stream = streamOf(mean);
    const sample = sampleOf(() => lognormal(stream, mean, sd));
    const variance = Math.log(1 + (sd / mean) ** 2);
    const logMean = Math.log(mean) - variance / 2;
    expect(meanDeviation(sample, mean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, mean, sd ** 2)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, (x) => normalCdf((Math.log(x) - logMean) / Math.sqrt(variance)))).toBeLessThan(
      MOST_KOLMOGOROV,
    );
  });

  it('is its mean without spread', () => {
    expect(lognormal(streamOf(0), 7, 0)).toBe(7);
  });

  it('refuses a mean of 0 and a negative spread', () => {
    expect(() => lognormal(streamOf(0), 0, 1)).toThrow(
      new RangeError('mean must be above 0 and finite, got 0'),
    );
    expect(() => lognormal(streamOf(0), 1, -1)).toThrow(
      new RangeError('standardDeviation must be at least 0 and finite, got -1'),
    );
  });
});
