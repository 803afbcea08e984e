import { financeSchema, type StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';

/** A question about the mine of `mineWithHistory`; a test changes what it is about. */
export function questionOf(changes: Partial<StrategyQuestion> = {}): StrategyQuestion {
  return {
    weather: 'CERAH',
    roadCondition: 'GOOD',
    shift: 'SHIFT_1',
    startMs: Date.UTC(2026, 10, 24),
    roadId: null,
    loaderId: null,
    scheduleId: null,
    siteId: null,
    targetT: 0,
    truckCounts: [1, 2, 3],
    loaderCounts: [1, 2],
    finance: financeSchema.parse({}),
    disturbances: { breakdowns: true, weatherChanges: false, refuelling: true },
    workingTime: { shiftChangeLossMin: 0, breaks: [] },
    seed: 1,
    space: 'listed',
    dispatchRules: ['shared-queue'],
    objective: 'profit',
    indifference: null,
    confidence: 0.95,
    maxReplications: 200_000,
    timeLimitMs: null,
    replications: 20,
    ...changes,
  };
}
