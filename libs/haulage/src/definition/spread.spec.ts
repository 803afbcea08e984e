import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { drawSpread, spreadFaults, type Spread } from './spread.js';

const SPREADS: readonly [Spread, number][] = [
  [{ kind: 'none' }, 0],
  [{ kind: 'exponential' }, 1],
  [{ kind: 'lognormal', cv: 0.4 }, 0.4],
  [{ kind: 'uniform', halfWidth: 0.5 }, 0.5 / Math.sqrt(3)],
  [{ kind: 'table', quantiles: Float64Array.of(0.5, 1.5) }, 0.5 / Math.sqrt(3)],
];

describe('a spread', () => {
  it.each(SPREADS)('%j has mean 1 and the coefficient of variation that its kind says', (spread, cv) => {
    const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
    const n = 100_000;
    const { mean, standardDeviation } = estimate(
      Float64Array.from({ length: n }, () => drawSpread(stream, spread)),
    );
    // 4 standard errors of the mean; the standard deviation's is at most about 1.5% for these kinds.
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual((4 * cv) / Math.sqrt(n) + 1e-12);
    expect(Math.abs(standardDeviation - cv)).toBeLessThanOrEqual(0.06 * cv + 1e-12);
  });

  it('takes one uniform a draw, whatever its kind', () => {
    const states = SPREADS.map(([spread]) => {
      const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
      drawSpread(stream, spread);
      return stream.getState();
    });
    for (const state of states) expect(state).toEqual(states[0]);
  });

  it.each<[Spread, RegExp]>([
    [{ kind: 'lognormal', cv: -1 }, /cv must not be negative, is -1/],
    [{ kind: 'uniform', halfWidth: 2 }, /halfWidth must be from 0 to 1, is 2/],
    [{ kind: 'table', quantiles: Float64Array.of(-1) }, /none negative/],
    [{ kind: 'table', quantiles: new Float64Array() }, /at least one number/],
  ])('that cannot be is refused: %j', (spread, reason) => {
    expect(spreadFaults(spread)).toEqual([expect.stringMatching(reason)]);
  });
});
