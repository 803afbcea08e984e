import fc from 'fast-check';
import { KPI_COUNT, writeMineKpis } from '../kpi/mine-kpis.js';
import { compileMine } from '../run/compile-mine.js';
import { MineRun } from '../run/mine-run.js';
import { certainMine, leg, loadSite, route } from '../testing/mines.js';
import { planFlows } from './flow-plan.js';

const round = (values: Float64Array): number[] =>
  Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

describe('planned flows', () => {
  it('are bounded by the trucks where these are few', () => {
    // 5 trucks, 20 min a cycle: a quarter truck a minute, 30 t each.
    const plan = planFlows(compileMine(certainMine(5, 1)));
    expect(round(plan.loaded)).toEqual([0.25]);
    expect(round(plan.empty)).toEqual([0.25]);
    expect(plan.tonnesPerMin).toBeCloseTo(7.5, 6);
  });

  it('are bounded by the loader where trucks are many', () => {
    expect(round(planFlows(compileMine(certainMine(30, 1))).loaded)).toEqual([0.333333]);
  });

  it('are bounded by the dump where that is narrow', () => {
    const mine = certainMine(30, 3, {
      dumpSites: [{ id: 'ROM', bays: 1, dumpingMin: { mean: 4, spread: { kind: 'none' } } }],
    });
    expect(round(planFlows(compileMine(mine)).loaded)).toEqual([0.25]);
  });

  it('fill the near pit before the far one', () => {
    const mine = (trucks: number) =>
      compileMine(
        certainMine(trucks, 1, {
          loadSites: [loadSite('NEAR', 1, 3), loadSite('FAR', 1, 3)],
          routes: [route('NEAR', 'ROM', 4, 4), route('FAR', 'ROM', 12, 12)],
          parkRoutes: [{ loadSite: 'NEAR', leg: leg(4) }],
        }),
      );
    // Near: 12 min a cycle, so 4 trucks saturate its loader. Far: 28 min.
    expect(round(planFlows(mine(4)).loaded)).toEqual([0.333333, 0]);
    expect(round(planFlows(mine(11)).loaded)).toEqual([0.333333, 0.25]);
  });

  it('are more than any dispatching hauls where times do not vary', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2, max: 15 }),
        fc.integer({ min: 2, max: 15 }),
        fc.constantFrom('nearest', 'shortest-cycle', 'flow', 'random'),
        (trucks, near, far, dispatchRule) => {
          const mine = compileMine(
            certainMine(trucks, 1, {
              loadSites: [loadSite('A', 1, 3), loadSite('B', 2, 4)],
              routes: [route('A', 'ROM', near, near), route('B', 'ROM', far, far)],
              parkRoutes: [
                { loadSite: 'A', leg: leg(near) },
                { loadSite: 'B', leg: leg(far) },
              ],
              dispatchRule,
            }),
          );
          const row = new Float64Array(KPI_COUNT);
          writeMineKpis(new MineRun(mine).run(1, 0), row, 0);
          // The plan hauls full trucks; these are filled to 90%.
          expect(row[0]).toBeLessThanOrEqual(planFlows(mine).tonnesPerMin * 0.9 * 480 * (1 + 1e-6));
        },
      ),
      { numRuns: 50 },
    );
  });
});
