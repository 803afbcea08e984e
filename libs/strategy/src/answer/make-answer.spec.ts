import { prepareCandidates } from '../evaluate/candidates.js';
import { ResultsTable } from '../evaluate/results-table.js';
import { simulate } from '../evaluate/simulation-task.js';
import { taskList } from '../evaluate/task-list.js';
import { makePlan } from '../plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS } from '../plan/shift-conditions.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { FINANCE, fleet, history, question } from '../testing/planning.js';
import { makeAnswer } from './make-answer.js';
import { strategyAnswerSchema, type StrategyAnswer } from './strategy-answer.js';

/** The whole chain, as the simulator runs it. */
function answer(asked: Partial<StrategyQuestion> = {}, assumptions = DEFAULT_ASSUMPTIONS): StrategyAnswer {
  const whole = question(asked);
  const outcome = makePlan(whole, fleet());
  if (!outcome.ok) throw new Error('not planned');
  const learned = history();
  const candidates = prepareCandidates(whole, outcome.plan, learned, assumptions);
  const results = new ResultsTable(candidates, whole.replications);
  for (const placed of taskList(candidates, whole.seed, whole.replications))
    results.store(placed, simulate(placed.task));
  return makeAnswer({
    question: whole,
    plan: outcome.plan,
    candidates,
    results,
    assumptions,
    durationSource: learned.source,
    historyCycles: learned.calibration.cycles,
    dataFingerprint: 'abc',
  });
}

describe('an answer', () => {
  const full = answer({
    truckCounts: [1, 2, 3, 4, 5, 6],
    loaderCounts: [1, 2],
    scheduleId: 'S1',
    targetT: 1_000,
  });

  it('is what the schema promises to clients', () => {
    expect(strategyAnswerSchema.parse(full)).toEqual(full);
  });

  it('has three options, best first, that differ in what a planner would do', () => {
    expect(full.options.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    const profits = full.options.map(({ profitIdr }) => profitIdr.mean);
    expect(profits).toEqual([...profits].sort((a, b) => b - a));
    const plans = full.options.map(
      ({ truckCount, loaderCount, road }) => `${truckCount} ${loaderCount} ${road.id}`,
    );
    expect(new Set(plans).size).toBe(3);
  });

  it('has fewer where fewer differ', () => {
    expect(answer({ truckCounts: [2], loaderCounts: [1] }).options).toHaveLength(1);
  });

  it('names as many machines and people as it counts, nobody twice', () => {
    for (const { truckCount, loaderCount, trucks, loaders } of full.options) {
      expect([trucks.length, loaders.length]).toEqual([truckCount, loaderCount]);
      const people = [...trucks, ...loaders].map(({ operatorId }) => operatorId);
      expect(new Set(people).size).toBe(truckCount + loaderCount);
    }
  });

  it('has profit terms that add up to the profit', () => {
    for (const { profitTerms: terms, profitIdr } of full.options) {
      const costs =
        terms.fuelIdr +
        terms.queueIdr +
        terms.incidentsIdr +
        terms.operatorsIdr +
        terms.demurrageIdr +
        terms.latePenaltyIdr;
      expect(terms.revenueIdr - costs).toBeCloseTo(terms.profitIdr, 3);
      expect(terms.profitIdr).toBeCloseTo(profitIdr.mean, 3);
    }
  });

  it('has figures that hang together', () => {
    for (const { kpi, truckCount, profitTerms, target, vessel } of full.options) {
      expect(profitTerms.revenueIdr).toBeCloseTo(kpi.productionT.mean * FINANCE.coalPriceIdrPerT, 0);
      expect(kpi.fuelRatioLPerT).toBeCloseTo(kpi.fuelL.mean / kpi.productionT.mean, 12);
      expect(kpi.queueH.mean).toBeCloseTo(kpi.loaderQueueH + kpi.dumpQueueH, 9);
      expect(kpi.loaderUtilisation).toBeGreaterThan(0);
      expect(kpi.loaderUtilisation).toBeLessThanOrEqual(1.05); // the overrun lets loaders work on
      expect(kpi.productionT.p10).toBeLessThanOrEqual(kpi.productionT.p90);
      expect(kpi.cycles.mean).toBeLessThan(truckCount * (495 / 30));
      expect(target!.probability).toBeGreaterThanOrEqual(0);
      expect(vessel).toMatchObject({ scheduleId: 'S1', vesselName: 'MV Mahakam' });
    }
  });

  it('charges for waiting at the loader and at the dump', () => {
    const [option] = answer(
      { truckCounts: [6], loaderCounts: [2] },
      { ...DEFAULT_ASSUMPTIONS, dumpBays: 1 },
    ).options;
    expect(option!.kpi.dumpQueueH).toBeGreaterThan(0);
    expect(option!.kpi.loaderQueueH).toBeGreaterThan(0);
    expect(option!.profitTerms.queueIdr).toBeCloseTo(
      option!.kpi.queueH.mean * FINANCE.queueCostIdrPerTruckH,
      3,
    );
  });

  it('says how sure it is of the target: certain of little, hopeless of too much', () => {
    const odds = (targetT: number): number | undefined =>
      answer({ truckCounts: [4], targetT }).options[0]!.target?.probability;
    expect([odds(1), odds(1e6), odds(0)]).toEqual([1, 0, undefined]);
  });

  it('finds that rain costs production', () => {
    const productionT = (weather: string): number =>
      answer({ truckCounts: [4], weather }).options[0]!.kpi.productionT.mean;
    expect(productionT('HUJAN_RINGAN')).toBeLessThan(0.9 * productionT('CERAH'));
  });

  it('finds that breakdowns and coming rain cost production, and says what was on', () => {
    const calm = { breakdowns: false, weatherChanges: false };
    const of = (changes: Partial<typeof calm>): { productionT: number; on: unknown } => {
      const { options, assumptions } = answer({ truckCounts: [4], disturbances: { ...calm, ...changes } });
      return { productionT: options[0]!.kpi.productionT.mean, on: assumptions.disturbances };
    };
    const [undisturbed, broken, rained] = [of({}), of({ breakdowns: true }), of({ weatherChanges: true })];
    expect(broken.productionT).toBeLessThan(undisturbed.productionT);
    expect(rained.productionT).toBeLessThan(undisturbed.productionT);
    expect(broken.on).toEqual({ truckBreakdowns: true, loaderBreakdowns: false, weatherChanges: false });
    expect(rained.on).toEqual({ truckBreakdowns: false, loaderBreakdowns: false, weatherChanges: true });
  });

  it('says what it was made from', () => {
    expect(full).toMatchObject({
      candidates: { screenedOut: 0, leftOut: [] },
      replications: 20,
      seed: 1,
      conditions: { weather: 'CERAH', roadCondition: 'GOOD', shift: 'SHIFT_1' },
      assumptions: {
        ...DEFAULT_ASSUMPTIONS,
        durationSource: 'history',
        historyCycles: 400,
        disturbances: { truckBreakdowns: false, loaderBreakdowns: false, weatherChanges: false },
      },
      dataFingerprint: 'abc',
    });
    expect(answer({ weather: 'Badai Salju' }).warnings).toEqual([
      { code: 'UNKNOWN_CONDITION', message: expect.stringContaining('Badai Salju') },
    ]);
  });

  it('is the same to the byte for the same seed, and another for another', () => {
    const bytes = (seed: number): string => JSON.stringify(answer({ seed }));
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });
});
