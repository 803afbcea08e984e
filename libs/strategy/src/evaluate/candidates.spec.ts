import { mineFlow } from '@mining-ops/haulage/kpi/match-factor.js';
import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { makePlan } from '../plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS } from '../plan/shift-conditions.js';
import type { Finance, StrategyQuestion } from '../question/strategy-question.js';
import { answerOf } from '../testing/answer-of.js';
import { FINANCE, fleet, history, question, schedule, START_MS } from '../testing/planning.js';
import { prepareCandidates, type Candidates } from './candidates.js';
import { flowLoads } from './flow-estimate.js';
import { simulate } from './simulation-task.js';

function prepare(asked: Partial<StrategyQuestion>, most?: number): Candidates {
  const whole = question(asked);
  const outcome = makePlan(whole, fleet());
  if (!outcome.ok) throw new Error('not planned');
  return prepareCandidates(whole, outcome.plan, history(), DEFAULT_ASSUMPTIONS, most);
}

const finance = (changes: Partial<Finance>): Partial<StrategyQuestion> => ({
  finance: { ...FINANCE, ...changes },
});

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('candidates', () => {
  it('are every site with every truck count', () => {
    const { groups, simulated, screenedOut } = prepare({ truckCounts: [1, 2, 3], loaderCounts: [1, 2] });
    // 3 sets of one loader; of two: L1+L2 and L1+L3 (led by each loader in turn, the same set once).
    expect(groups.map(({ site }) => site.loaders.map(({ id }) => id).join('+'))).toEqual([
      'L1',
      'L2',
      'L3',
      'L1+L2',
      'L3+L1',
    ]);
    expect([simulated, screenedOut]).toEqual([15, 0]);
  });

  it('are bounded by what flows if nothing varies: no simulated shift loads more on average', () => {
    const { groups } = prepare({ truckCounts: [1, 3, 6], loaderCounts: [1, 2] });
    for (const { mine, truckCounts, flow } of groups) {
      const figures = simulate({ mine, truckCounts, seed: 1, firstReplication: 0, replications: 30 });
      truckCounts.forEach((trucks, c) => {
        const loads = Array.from({ length: 30 }, (_, r) => figures[(c * 30 + r) * KPI_COUNT + 1]!);
        expect(mean(loads)).toBeLessThanOrEqual(flowLoads(flow, trucks, mine.lastDumpMin));
      });
    }
  });

  it('have the flow that their means give', () => {
    const { groups } = prepare({ loaderCounts: [1] });
    const flow = mineFlow(groups[0]!.mine);
    expect(groups[0]!.flow).toEqual(flow);
    // 10 min to load, 15 to haul, 5 to dump, 12 back.
    expect(flow.cycleMin).toBeGreaterThan(40);
    expect(flow.cycleMin).toBeLessThan(44);
  });

  describe('beyond what can be simulated', () => {
    const asked = { truckCounts: [1, 2, 3, 4, 5, 6], loaderCounts: [1, 2] };

    it('are screened without a simulation, and counted', () => {
      const few = prepare(asked, 6);
      expect([few.simulated, few.screenedOut]).toEqual([6, 24]);
      expect(few.groups.flatMap(({ truckCounts }) => truckCounts)).toHaveLength(6);
    });

    it.each<[string, Partial<StrategyQuestion>]>([
      ['coal is worth most', {}],
      ['wages are worth more than coal', finance({ operatorSalaryIdrPerMonth: 1e9 })],
      ['waiting costs most', finance({ queueCostIdrPerTruckH: 1e8 })],
      ['fuel costs most', finance({ fuelPriceIdrPerL: 1e7 })],
      ['incidents cost more than coal brings', finance({ incidentCostIdr: 1e9 })],
      ['the fuel of waiting counts most', finance({ coalPriceIdrPerT: 50_000, fuelPriceIdrPerL: 150_000 })],
      ['only the vessel counts', { scheduleId: 'LATE', ...finance({ coalPriceIdrPerT: 0 }) }],
    ])('keep the best where %s', (_, changes) => {
      const mine = { ...fleet(), schedules: [schedule('LATE', { etsLoadingMs: START_MS })] };
      const best = (mostSimulated: number): unknown => {
        const [option] = answerOf({ ...asked, ...changes }, { mine, mostSimulated }).options;
        return { trucks: option!.truckCount, loaders: option!.loaderCount };
      };
      expect(best(6)).toEqual(best(30));
    });
  });
});
