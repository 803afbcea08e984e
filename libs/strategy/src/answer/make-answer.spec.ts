import { NO_SHIFT_EFFECT } from '@mining-ops/haulage/definition/shift-effect.js';
import { DEFAULT_ASSUMPTIONS } from '../plan/shift-conditions.js';
import { answerOf } from '../testing/answer-of.js';
import {
  driver,
  FINANCE,
  fleet,
  history,
  loaderOperator,
  road,
  schedule,
  START_MS,
  truck,
} from '../testing/planning.js';
import { strategyAnswerSchema } from './strategy-answer.js';

describe('an answer', () => {
  const full = answerOf({
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
    expect(answerOf({ truckCounts: [2], loaderCounts: [1] }).options).toHaveLength(1);
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
    const [option] = answerOf(
      { truckCounts: [6], loaderCounts: [2] },
      { assumptions: { ...DEFAULT_ASSUMPTIONS, dumpBays: 1 } },
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
      answerOf({ truckCounts: [4], targetT }).options[0]!.target?.probability;
    expect([odds(1), odds(1e6), odds(0)]).toEqual([1, 0, undefined]);
  });

  it('finds that rain costs production', () => {
    const productionT = (weather: string): number =>
      answerOf({ truckCounts: [4], weather }).options[0]!.kpi.productionT.mean;
    expect(productionT('HUJAN_RINGAN')).toBeLessThan(0.9 * productionT('CERAH'));
  });

  it('finds that breakdowns and coming rain cost production, and says what was on', () => {
    const calm = { breakdowns: false, weatherChanges: false, refuelling: false };
    const of = (changes: Partial<typeof calm>): { productionT: number; on: unknown } => {
      const { options, assumptions } = answerOf({ truckCounts: [4], disturbances: { ...calm, ...changes } });
      return { productionT: options[0]!.kpi.productionT.mean, on: assumptions.disturbances };
    };
    const [undisturbed, broken, rained] = [of({}), of({ breakdowns: true }), of({ weatherChanges: true })];
    expect(broken.productionT).toBeLessThan(undisturbed.productionT);
    expect(rained.productionT).toBeLessThan(undisturbed.productionT);
    const off = { truckBreakdowns: false, loaderBreakdowns: false, weatherChanges: false, refuelling: false };
    expect(broken.on).toEqual({ ...off, truckBreakdowns: true });
    expect(rained.on).toEqual({ ...off, weatherChanges: true });
  });

  it('finds that refuelling, breaks and the change of shift cost production, and says what was on', () => {
    // 8 L a trip from tanks of 40 L: every truck refuels some times a shift.
    const thirsty = fleet({ trucks: ['T1', 'T2', 'T3', 'T4'].map((id) => truck(id, { fuelCapacityL: 40 })) });
    const of = (changes: Parameters<typeof answerOf>[0]) => {
      const { options, assumptions } = answerOf({ truckCounts: [4], ...changes }, { mine: thirsty });
      return { productionT: options[0]!.kpi.productionT.mean, assumptions };
    };
    const plain = of({});
    const refuelled = of({ disturbances: { breakdowns: false, weatherChanges: false, refuelling: true } });
    const workingTime = { shiftChangeLossMin: 30, breaks: [{ startMin: 240, durationMin: 45 }] };
    const shorter = of({ workingTime });
    expect(refuelled.productionT).toBeLessThan(plain.productionT);
    expect(refuelled.assumptions.disturbances.refuelling).toBe(true);
    // 75 of 480 min are gone.
    expect(shorter.productionT / plain.productionT).toBeLessThan(0.9);
    expect(shorter.productionT / plain.productionT).toBeGreaterThan(0.75);
    expect(shorter.assumptions).toMatchObject(workingTime);
  });

  it('is less sure of a shift where recorded shifts differed, and says from how many it knows', () => {
    const effect = (factor: number) => ({
      ...NO_SHIFT_EFFECT,
      hauling: factor,
      return: factor,
      loading: factor,
    });
    const shiftEffects = [effect(0.85), effect(1), effect(1.15)];
    const firstArrivalMin = { mean: 12, spread: { kind: 'uniform', halfWidth: 1 } as const };
    const asked = { truckCounts: [4], replications: 100 };
    const alike = answerOf(asked);
    const unlike = answerOf(asked, { learned: { ...history(), shiftEffects, firstArrivalMin } });
    const width = ({ options }: typeof alike): number => {
      const { p10, p90 } = options[0]!.kpi.productionT;
      return p90 - p10;
    };
    expect(width(unlike)).toBeGreaterThan(2 * width(alike));
    expect(unlike.assumptions).toMatchObject({ shiftEffects: 3, firstArrivals: true });
  });

  it('pays everyone for the whole shift', () => {
    const [option] = answerOf({ truckCounts: [5], loaderCounts: [2] }).options;
    // 7 people × 8 h × 5,000,000 / 30 / 24
    expect(option!.profitTerms.operatorsIdr).toBeCloseTo((7 * 8 * 5_000_000) / 720, 6);
  });

  it('charges the vessel that waits to the shift, and no vessel where none does', () => {
    const mine = fleet({ schedules: [schedule('S1', { etsLoadingMs: START_MS - 1 })] });
    const [late] = answerOf({ scheduleId: 'S1' }, { mine }).options;
    expect(late!.vessel).toMatchObject({ status: 'LATE', latePenaltyIdr: 100_000_000 });
    expect(late!.profitTerms).toMatchObject({
      demurrageIdr: late!.vessel!.demurrageIdr,
      latePenaltyIdr: 100_000_000,
    });
    expect(late!.vessel!.demurrageIdr).toBeGreaterThan(0);
    const [none] = answerOf({}, { mine }).options;
    expect(none).toMatchObject({ vessel: null, profitTerms: { demurrageIdr: 0, latePenaltyIdr: 0 } });
  });

  it('names trucks by code, else name, else id, and gives the best trucks the best drivers', () => {
    const learned = { ...history(), truckCodes: new Map(), operatorCodes: new Map() }; // nobody is known
    const mine = fleet({
      trucks: [
        truck('T1'),
        truck('T2', { name: 'Hauler 2' }),
        truck('T3', { code: 'DT-3', name: 'Hauler 3', capacityT: 36 }),
      ],
      operators: [
        driver('D1'),
        driver('D2', { rating: 5 }),
        driver('D3', { rating: 3 }),
        loaderOperator('O1'),
        loaderOperator('O2', { rating: 4.5 }),
      ],
    });
    const asked = { truckCounts: [3], loaderCounts: [2], loaderId: 'L3' };
    const [option] = answerOf(asked, { mine, learned }).options;
    expect(option!.trucks).toEqual([
      { id: 'T3', name: 'DT-3', capacityT: 36, operatorId: 'D2' },
      { id: 'T1', name: 'T1', capacityT: 30, operatorId: 'D1' },
      { id: 'T2', name: 'Hauler 2', capacityT: 30, operatorId: 'D3' },
    ]);
    expect(option!.loaders).toEqual([
      { id: 'L3', name: 'Loader L3', bucketCapacityM3: 10, operatorId: 'O2' },
      { id: 'L1', name: 'Loader L1', bucketCapacityM3: 10, operatorId: 'O1' },
    ]);
    expect(option!.loadingPlace).toBe('PIT-01');
  });

  it('gives the safety rules of the conditions, the road and the fleet', () => {
    const mine = fleet({ roads: [road('R1', { gradientPct: 9 })] });
    const [option] = answerOf(
      { truckCounts: [6], weather: 'HUJAN_RINGAN', shift: 'SHIFT_1' },
      { mine },
    ).options;
    expect(option!.kpi.matchFactor).toBeGreaterThan(1);
    expect(option!.safetyRules.map(({ code }) => code)).toEqual(['SLIPPERY', 'GRADE', 'TRAFFIC']);
  });

  it('counts every candidate by what became of it, and passes every warning on', () => {
    const mine = fleet({ schedules: [schedule('S1', { status: 'CANCELLED' })] });
    const made = answerOf(
      { truckCounts: [1, 2, 3], loaderCounts: [1, 2, 3], scheduleId: 'S1', weather: 'MENDUNG' },
      { mine: { ...mine, operators: mine.operators.filter(({ id }) => id !== 'O3') } },
    );
    // 3 sets of one loader and 2 of two with 3 truck counts each; the set of three lacks an operator.
    expect(made.candidates).toMatchObject({
      considered: 15,
      simulated: 15,
      chosen: 3,
      excluded: 0,
      unexamined: 0,
      leftOut: [{ code: 'NOT_ENOUGH_LOADER_OPERATORS', candidates: 3 }],
    });
    expect(made.candidates.contender + made.candidates.screened).toBe(12);
    expect(made.warnings.map(({ code }) => code)).toEqual(['SCHEDULE_CLOSED', 'NO_HISTORY']);
  });

  it('says what it was made from', () => {
    expect(full).toMatchObject({
      candidates: { leftOut: [] },
      selection: { objective: 'profit', unit: 'IDR', confidence: 0.95, replications: 20 * 30 },
      seed: 1,
      conditions: { weather: 'CERAH', roadCondition: 'GOOD', shift: 'SHIFT_1' },
      assumptions: {
        ...DEFAULT_ASSUMPTIONS,
        durationSource: 'history',
        historyCycles: 400,
        shiftChangeLossMin: 0,
        breaks: [],
        shiftEffects: 0,
        firstArrivals: false,
        disturbances: {
          truckBreakdowns: false,
          loaderBreakdowns: false,
          weatherChanges: false,
          refuelling: false,
        },
      },
      dataFingerprint: 'abc',
    });
    expect(answerOf({ weather: 'Badai Salju' }).warnings).toEqual([
      { code: 'UNKNOWN_CONDITION', message: expect.stringContaining('Badai Salju') },
    ]);
  });

  it('is the same to the byte for the same seed, and another for another', () => {
    const bytes = (seed: number): string => JSON.stringify(answerOf({ seed }));
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });

  it('is the same to the byte in whatever order batches end and rows of files stand', () => {
    const asked = {
      truckCounts: [1, 2, 3, 4, 5, 6],
      loaderCounts: [1, 2],
      scheduleId: 'S1',
    };
    const { trucks, loaders, operators, ...others } = fleet();
    const turned = {
      ...others,
      trucks: trucks.toReversed(),
      loaders: loaders.toReversed(),
      operators: operators.toReversed(),
    };
    const straight = JSON.stringify(answerOf(asked));
    expect(JSON.stringify(answerOf(asked, { inOrder: (batches) => batches.toReversed() }))).toBe(straight);
    expect(JSON.stringify(answerOf(asked, { mine: turned }))).toBe(straight);
  });
});
