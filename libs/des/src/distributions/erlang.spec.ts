import { RandomStream } from '../random/random-stream.js';
import { erlang } from './erlang.js';
import {
  kolmogorov,
  meanDeviation,
  MOST_KOLMOGOROV,
  MOST_STANDARD_ERRORS,
  sampleOf,
  varianceDeviation,
} from './testing/agreement.js';
import { gammaCdf } from './testing/incomplete-gamma.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 31, replication: 0, entity, purpose: 0 });

describe('erlang', () => {
  it.each([
    [3, 1],
    [3, 2],
    [0.5, 7],
    [100, 40],
  ])('of mean %d and %d phases has its mean, variance and distribution', (mean, shape) => {
    const stream = streamOf(shape);
    const sample = sampleOf(() => erlang(stream, mean, shape));
    expect(meanDeviation(sample, mean)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(varianceDeviation(sample, mean, mean ** 2 / shape)).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(kolmogorov(sample, (x) => gammaCdf(shape, (x * shape) / mean))).toBeLessThan(MOST_KOLMOGOROV);
  });

  it('takes one uniform a phase', () => {
    const [stream, counter] = [streamOf(0), streamOf(0)];
    erlang(stream, 1, 5);
    for (let i = 0; i < 5; i += 1) counter.uniform();
    expect(stream.getState()).toEqual(counter.getState());
  });

  it('refuses half a phase and a mean of nothing', () => {
    expect(() => erlang(streamOf(0), 1, 1.5)).toThrow(
      new RangeError('shape must be a whole number of at least 1, got 1.5'),
    );
    expect(() => erlang(streamOf(0), 0, 2)).toThrow(new RangeError('mean must be above 0 and finite, got 0'));
  });
});
