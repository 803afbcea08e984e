import type { StrategyAnswer, StrategyOption } from '@mining-ops/strategy/answer/strategy-answer.js';

const estimate = (mean: number): StrategyOption['profitIdr'] => ({
  mean,
  halfWidth95: mean / 100,
  standardDeviation: mean / 10,
  p10: mean * 0.9,
  p50: mean,
  p90: mean * 1.1,
});

/** The option of the contract's examples; a test changes what it is about. */
export function optionOf(changes: Partial<StrategyOption> = {}): StrategyOption {
  return {
    rank: 1,
    candidate: 17,
    truckCount: 10,
    loaderCount: 2,
    dispatchRule: 'shared-queue',
    replications: 30,
    road: {
      id: 'road-1',
      name: 'Road Segment 1',
      distanceKm: 2.678,
      startPoint: 'PIT-02',
      endPoint: 'ROM-01',
    },
    loadingPlace: 'PIT-02',
    trucks: [{ id: 't1', name: 'HD-01', capacityT: 30, operatorId: 'o1' }],
    loaders: [
      { id: 'e1', name: 'Caterpillar 349E-001', bucketCapacityM3: 9, operatorId: 'o2' },
      { id: 'e2', name: 'Komatsu PC400-002', bucketCapacityM3: 8, operatorId: 'o3' },
    ],
    kpi: {
      productionT: estimate(1_536.5),
      cycles: estimate(50),
      fuelL: estimate(1_275),
      fuelRatioLPerT: 0.8298,
      queueH: estimate(3.64),
      loaderQueueH: 3,
      dumpQueueH: 0.64,
      refuelQueueH: 0,
      incidents: estimate(2),
      loaderUtilisation: 0.7,
      matchFactor: 0.9,
      cycleMin: 55,
    },
    profitIdr: estimate(857_000_000),
    objective: { mean: 857_000_000, halfWidth95: 8_570_000, unit: 'IDR' },
    profitTerms: {
      revenueIdr: 900_000_000,
      fuelIdr: 20_000_000,
      queueIdr: 1_000_000,
      incidentsIdr: 1_000_000,
      operatorsIdr: 1_000_000,
      demurrageIdr: 20_000_000,
      latePenaltyIdr: 0,
      profitIdr: 857_000_000,
    },
    terms: [],
    folded: { candidates: 4, dispatchRules: ['shared-queue'], loaderSets: 3 },
    target: null,
    vessel: null,
    safetyRules: [
      { code: 'SLIPPERY', text: 'SLIPPERY: Jalan licin' },
      { code: 'TRAFFIC', text: 'TRAFIK: Unit padat' },
    ],
    ...changes,
  };
}

/** A vessel that will be loaded too late. */
export function vesselOf(
  changes: Partial<NonNullable<StrategyOption['vessel']>> = {},
): NonNullable<StrategyOption['vessel']> {
  return {
    scheduleId: 'sch-1',
    vesselName: 'MV Coal',
    status: 'DELAY_RISK',
    remainingT: 12_000,
    daysToComplete: 3.44,
    deadlineMs: 0,
    slackH: -10,
    demurrageH: 10,
    demurrageIdr: 50_000_000,
    latePenaltyIdr: 0,
    deadlineProbability: 0.1,
    ...changes,
  };
}

export function answerOf(...options: StrategyOption[]): StrategyAnswer {
  return {
    options,
    selection: {
      objective: 'profit',
      unit: 'IDR',
      probability: 0.97,
      confidence: 0.95,
      reached: true,
      endedBy: 'guarantee',
      indifference: 8_570_000,
      replications: 990,
      equalAllocation: 2_000,
    },
    candidates: {
      considered: 33,
      simulated: 33,
      chosen: 3,
      contender: 2,
      screened: 28,
      excluded: 0,
      unexamined: 0,
      leftOut: [],
    },
    comparison: null,
    remarks: [],
    runnersUp: [],
    pareto: [],
    seed: 1,
    conditions: { weather: 'HUJAN_RINGAN', roadCondition: 'GOOD', shift: 'SHIFT_1' },
    assumptions: {
      shiftDurationMin: 480,
      shiftsPerDay: 3,
      overrunMin: 15,
      dumpBays: 4,
      fuelBays: 2,
      refuellingMin: 10,
      fuelReserveFraction: 0.2,
      shiftChangeLossMin: 0,
      breaks: [],
      shiftEffects: 620,
      firstArrivals: true,
      durationSource: 'history',
      models: {},
      historyCycles: 600,
      disturbances: {
        truckBreakdowns: true,
        loaderBreakdowns: true,
        weatherChanges: false,
        refuelling: true,
      },
    },
    dataFingerprint: 'abc',
    warnings: [],
  };
}
