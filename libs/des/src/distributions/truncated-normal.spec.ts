import { RandomStream } from '../random/random-stream.js';
import { normalCdf } from './normal-cdf.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';
import { TruncatedNormal } from './truncated-normal.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 36, replication: 0, entity, purpose: 0 });
const density = (z: number): number =>
  Number.isFinite(z) ? Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) : 0;
const times = (z: number): number => (Number.isFinite(z) ? z * density(z) : 0);

describe('TruncatedNormal', () => {
  it.each([
    [5, 2, 0, Infinity],
    [5, 2, 4, 9],
    [5, 2, -Infinity, 3],
    [0, 1, 2.5, 4],
    [0, 1, -4, -2.5],
  ])('of mean %d and sd %d on [%d, %d] has its moments and distribution', (mean, sd, low, high) => {
    const stream = streamOf(1);
    const cut = new TruncatedNormal(mean, sd, low, high);
    const sample = sampleOf(() => cut.draw(stream));
    const [a, b] = [(low - mean) / sd, (high - mean) / sd];
    const mass = normalCdf(b) - normalCdf(a);
    const shift = (density(a) - density(b)) / mass;
    const exactMean = mean + sd * shift;
    const exactVariance = sd ** 2 * (1 + (times(a) - times(b)) / mass - shift ** 2);
    expect(meanDeviation(sample, exactMean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, exactMean, exactVariance)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, (x) => (normalCdf((x - mean) / sd) - normalCdf(a)) / mass)).toBeLessThan(
      MOST_KOLMOGOROV,
    );
    expect(sample.every((x) => x >= low && x <= high)).toBe(true);
  });

  it('keeps its digits far out in either tail: beyond 12 sd the excess is about exponential, of mean 1/12', () => {
    for (const side of [1, -1]) {
      const cut = new TruncatedNormal(0, 1, side > 0 ? 12 : -Infinity, side > 0 ? Infinity : -12);
      const stream = streamOf(2);
      const excess = sampleOf(() => side * cut.draw(stream) - 12);
      // Mills' ratio: E[Z | Z > 12] − 12 = 0.0822095…
      expect(meanDeviation(excess, 0.0822095)).toBeLessThan(MOST_STANDARD_ERRORS);
      expect(new Set(excess).size).toBeGreaterThan(99_000);
    }
  });

  it('refuses an empty interval, no spread, and where there is no probability', () => {
    expect(() => new TruncatedNormal(0, 1, 2, 2)).toThrow(new RangeError('high must be above low 2, got 2'));
    expect(() => new TruncatedNormal(0, 0, 1, 2)).toThrow(
      new RangeError('standardDeviation must be above 0 and finite, got 0'),
    );
    expect(() => new TruncatedNormal(NaN, 1, 1, 2)).toThrow(new RangeError('mean must be finite, got NaN'));
    expect(() => new TruncatedNormal(0, 1, 50, 60)).toThrow(
      'low to high 60 must hold some probability, got 50',
    );
  });
});
