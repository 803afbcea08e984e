import fc from 'fast-check';
import { RandomStream } from '../random/random-stream.js';
import { AliasTable } from './alias-table.js';

const streamOf = (entity: number): RandomStream =>
  RandomStream.of({ seed: 37, replication: 0, entity, purpose: 0 });

/** Pearson's statistic of draws against weights. */
function chiSquare(weights: readonly number[], draws: number): number {
  const table = new AliasTable(weights);
  const stream = streamOf(weights.length);
  const counts = weights.map(() => 0);
  for (let i = 0; i < draws; i += 1) counts[table.draw(stream)]! += 1;
  const total = weights.reduce((a, b) => a + b);
  return weights.reduce((sum, weight, i) => {
    const expected = (draws * weight) / total;
    return expected === 0 ? sum + counts[i]! : sum + (counts[i]! - expected) ** 2 / expected;
  }, 0);
}

describe('AliasTable', () => {
  // Quantiles of chi-square at 1 − 1e-5 with 1, 4, 5 and 9 degrees of freedom.
  it.each([
    [[3, 1], 19.51],
    [[0.1, 0.2, 0.3, 0.15, 0.25], 28.47],
    [[5, 0, 1, 1, 2, 7, 4], 30.86],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 39.34],
  ])('draws %j in proportion', (weights, most) => {
    expect(chiSquare(weights, 200_000)).toBeLessThan(most);
  });

  it('never draws what has no weight, and draws from a single weight', () => {
    const table = new AliasTable([0, 4, 0]);
    const stream = streamOf(1);
    for (let i = 0; i < 1000; i += 1) expect(table.draw(stream)).toBe(1);
  });

  it('gives back the probabilities that it was made of', () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
    const weightLists = fc
      .array(weight, { minLength: 1, maxLength: 30 })
      .filter((w) => w.some((x) => x > 1e-3));
    // A stream that walks evenly over (0, 1) shows the probabilities exactly, within the walk's step.
    fc.assert(
      fc.property(weightLists, (weights) => {
        const steps = 1000 * weights.length;
        let step = 0;
        const even = { uniform: () => (step++ + 0.5) / steps } as unknown as RandomStream;
        const table = new AliasTable(weights);
        const counts = weights.map(() => 0);
        for (let i = 0; i < steps; i += 1) counts[table.draw(even)]! += 1;
        const total = weights.reduce((a, b) => a + b);
        weights.forEach((w, i) => {
          expect(Math.abs(counts[i]! / steps - w / total)).toBeLessThanOrEqual(1 / 1000 + 1e-9);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses no weights, negative weights and weights of nothing', () => {
    expect(() => new AliasTable([])).toThrow(RangeError);
    expect(() => new AliasTable([1, -2])).toThrow(
      new RangeError('weights[1] must be at least 0 and finite, got -2'),
    );
    expect(() => new AliasTable([0, 0])).toThrow('sum of weights must be above 0 and finite, got 0');
  });
});
