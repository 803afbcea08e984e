import { compileMine } from '../run/compile-mine.js';
import { busyMine, certainMine } from '../testing/mines.js';
import { matchFactor, mineFlow } from './match-factor.js';
import { summariseMine } from './summarise.js';

describe('a summary of replications', () => {
  it('of a shift in which nothing varies says what anyone can work out', () => {
    // One truck, 24 cycles of 20 min: 27 t, 10 L each.
    const summary = summariseMine(compileMine(certainMine(1, 1)), 1, 3);
    expect(summary.kpis.productionT).toMatchObject({ mean: 648, halfWidth95: 0, p10: 648, p90: 648 });
    expect(summary.fuelLPerT.mean).toBeCloseTo(240 / 648, 12);
    expect(summary.co2Kg.mean).toBeCloseTo(240 * 2.68, 10);
    expect(summary.loaders).toEqual([
      { id: 'PIT-L0', minutes: { idle: 408, loading: 72, down: 0, onBreak: 0 }, utilisation: 0.15 },
    ]);
    expect(summary.trucks[0]).toMatchObject({ id: 'T0', utilisation: 1 });
  });

  it('has the waiting of every place, adding up to that of the shift', () => {
    const { kpis, queueHByPlace } = summariseMine(compileMine(busyMine(20)), 1, 20);
    const at = (place: string): number => queueHByPlace[place]!.mean;
    expect(at('NORTH') + at('SOUTH')).toBeCloseTo(kpis.loaderQueueH.mean, 9);
    expect(at('ROM') + at('PORT')).toBeCloseTo(kpis.dumpQueueH.mean, 9);
    expect(kpis.loaderQueueH.p10).toBeLessThan(kpis.loaderQueueH.p90);
  });

  it('has every machine by state, adding up to the same time', () => {
    const { trucks, loaders } = summariseMine(compileMine(busyMine(8)), 1, 10);
    const sums = [...trucks, ...loaders].map(({ minutes }) =>
      Object.values(minutes).reduce((a, b) => a + b, 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(sums[0]!, 6);
  });
});

describe('the match factor', () => {
  it('is trucks × load time / (loaders × cycle time)', () => {
    expect(matchFactor(mineFlow(compileMine(certainMine(5, 1))), 5)).toBeCloseTo((5 * 3) / 20, 12);
    expect(matchFactor(mineFlow(compileMine(certainMine(10, 2))), 10)).toBeCloseTo((10 * 3) / (2 * 20), 12);
  });
});
