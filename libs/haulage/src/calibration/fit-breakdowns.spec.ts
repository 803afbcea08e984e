import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { compileSpreads, drawSpread } from '../run/compiled-spreads.js';
import { fitBreakdowns } from './fit-breakdowns.js';

describe('breakdowns from records', () => {
  it('come once in running hours over failures, and last as long as the recorded ones', () => {
    const fitted = fitBreakdowns({ runningH: 5_000, downtimeH: Float64Array.of(2, 4, 6, 8, 10) })!;
    expect(fitted.lifeH).toEqual({ mean: 1_000, spread: { kind: 'exponential' } });
    expect(fitted.repairMin.mean).toBe(360);
    const stream = RandomStream.of({ seed: 1, replication: 0, entity: 0, purpose: 0 });
    const spreads = compileSpreads([fitted.repairMin.spread]);
    const draws = Array.from({ length: 20_000 }, () => {
      drawSpread(spreads, 0, stream);
      return 6 * stream.drawn[0]!;
    });
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(2 - 1e-9);
    expect(Math.max(...draws)).toBeLessThanOrEqual(10 + 1e-9);
    expect(draws.reduce((a, b) => a + b, 0) / draws.length).toBeCloseTo(6, 1);
  });

  it('are found again from a history that they made', () => {
    const stream = RandomStream.of({ seed: 2, replication: 0, entity: 0, purpose: 0 });
    let runningH = 0;
    const downtimeH = Float64Array.from({ length: 2_000 }, () => {
      runningH += exponential(stream, 120);
      return 1 + exponential(stream, 5);
    });
    const fitted = fitBreakdowns({ runningH, downtimeH })!;
    expect(fitted.lifeH.mean / 120).toBeCloseTo(1, 1);
    expect(fitted.repairMin.mean / 360).toBeCloseTo(1, 1);
  });

  it('cannot be told from fewer than five failures, or without running hours', () => {
    expect(fitBreakdowns({ runningH: 100, downtimeH: Float64Array.of(1, 2, 3, 4, 0, NaN) })).toBeNull();
    expect(fitBreakdowns({ runningH: 0, downtimeH: Float64Array.of(1, 2, 3, 4, 5) })).toBeNull();
  });
});
