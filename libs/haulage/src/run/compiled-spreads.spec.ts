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
  // (0.6² + 0.9² + 1.5² − 0.6·0.9 − 0.6·1.5 − 0.9·1.5)/18
  [{ kind: 'triangular', low: 0.6, high: 1.5 }, Math.sqrt(0.035)],
  [{ kind: 'weibull', shape: 2 }, Math.sqrt(4 / Math.PI - 1)],
  // Cut one standard deviation to each side: variance 1 − 2φ(1)/(2Φ(1) − 1) of the normal's.
  [{ kind: 'truncatedNormal', cv: 0.4, low: 0.6, high: 1.4 }, 0.4 * Math.sqrt(0.2911250947)],
];
const SEVERAL_UNIFORMS: readonly [Spread, number][] = [
  [{ kind: 'gamma', cv: 0.5 }, 0.5],
  [{ kind: 'gamma', cv: 1.5 }, 1.5],
  [{ kind: 'erlang', phases: 4 }, 0.5],
];

describe('a compiled spread', () => {
  it.each([...SPREADS, ...SEVERAL_UNIFORMS])(
    '%j has mean 1 and the coefficient of variation that its kind says',
    (spread, cv) => {
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
    },
  );

  it.each([...SPREADS, ...SEVERAL_UNIFORMS])('%j says its variance and its range', (spread, cv) => {
    const spreads = compileSpreads([spread]);
    expect(spreads.variances[0]).toBeCloseTo(cv ** 2, 9);
    const stream = RandomStream.of({ seed: 2, replication: 0, entity: 0, purpose: 0 });
    for (let i = 0; i < 10_000; i += 1) {
      drawSpread(spreads, 0, stream);
      expect(stream.drawn[0]).toBeGreaterThanOrEqual(spreads.least[0]!);
      expect(stream.drawn[0]).toBeLessThanOrEqual(spreads.most[0]!);
    }
  });

  it('has mean 1 where a normal is cut to one side', () => {
    const spreads = compileSpreads([{ kind: 'truncatedNormal', cv: 0.5, low: 0.7, high: 3 }]);
    const stream = RandomStream.of({ seed: 3, replication: 0, entity: 0, purpose: 0 });
    const draws = Float64Array.from({ length: 100_000 }, () => {
      drawSpread(spreads, 0, stream);
      return stream.drawn[0]!;
    });
    const { mean, standardDeviation } = estimate(draws);
    expect(Math.abs(mean - 1)).toBeLessThan((4 * standardDeviation) / Math.sqrt(draws.length));
    expect(standardDeviation / Math.sqrt(spreads.variances[0]!)).toBeCloseTo(1, 1);
  });

  it('takes one uniform a draw, whatever its kind but gamma and Erlang', () => {
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
