import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { CERTAIN, type Spread } from '../definition/spread.js';
import { compileSpreads, drawSpread, SpreadCompiler } from './compiled-spreads.js';

const SPREADS: readonly [Spread, number][] = [
  [{ kind: 'none' }, 0],
  [{ kind: 'exponential' }, 1],
  [{ kind: 'lognormal', cv: 0.4 }, 0.4],
  [{ kind: 'uniform', halfWidth: 0.5 }, 0.5 / Math.sqrt(3)],
  [{ kind: 'table', quantiles: Float64Array.of(0.5, 1.5) }, 0.5 / Math.sqrt(3)],
];

describe('a compiled spread', () => {
  it.each(SPREADS)('%j has mean 1 and the coefficient of variation that its kind says', (spread, cv) => {
    const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
    const spreads = compileSpreads([spread]);
    const n = 100_000;
    const { mean, standardDeviation } = estimate(
      Float64Array.from({ length: n }, () => {
        drawSpread(spreads, 0, stream);
        return stream.drawn[0]!;
      }),
    );
    // 4 standard errors of the mean; the standard deviation's is at most about 1.5% for these kinds.
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual((4 * cv) / Math.sqrt(n) + 1e-12);
    expect(Math.abs(standardDeviation - cv)).toBeLessThanOrEqual(0.06 * cv + 1e-12);
  });

  it('takes one uniform a draw, whatever its kind', () => {
    const states = SPREADS.map(([spread]) => {
      const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
      drawSpread(compileSpreads([spread]), 0, stream);
      return stream.getState();
    });
    for (const state of states) expect(state).toEqual(states[0]);
  });

  it('has a number among those of its mine, the same for the same spread', () => {
    const compiler = new SpreadCompiler();
    const tables: Spread[] = [
      { kind: 'table', quantiles: Float64Array.of(2, 2) },
      { kind: 'table', quantiles: Float64Array.of(3, 3, 3) },
    ];
    expect([...compiler.numbersOf([CERTAIN, ...tables, CERTAIN], (spread) => spread)]).toEqual([0, 1, 2, 0]);
    const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
    const values = [0, 1, 2].map((number) => {
      drawSpread(compiler.compiled(), number, stream);
      return stream.drawn[0];
    });
    expect(values).toEqual([1, 2, 3]);
  });
});
