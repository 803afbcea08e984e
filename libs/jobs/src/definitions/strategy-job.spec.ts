import { financeSchema, type StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import { comparableQuestion } from './strategy-job.js';

const QUESTION: StrategyQuestion = {
  weather: 'CERAH',
  roadCondition: 'GOOD',
  shift: 'SHIFT_1',
  startMs: 0,
  roadId: null,
  loaderId: null,
  scheduleId: null,
  siteId: null,
  targetT: 0,
  truckCounts: [5, 6],
  loaderCounts: [1],
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
  timeLimitMs: 4_000,
  replications: null,
};
const text = (question: StrategyQuestion): string => JSON.stringify(comparableQuestion(question));

describe('questions', () => {
  it('are the same in whatever order their counts and their fields come', () => {
    const { seed, ...others } = QUESTION;
    expect(text({ ...others, seed })).toBe(text(QUESTION));
    expect(text({ seed, ...others, truckCounts: [6, 5, 6] })).toBe(text(QUESTION));
  });

  it('are the same whatever time they allow: only what was reached within it is given again', () => {
    expect(text({ ...QUESTION, timeLimitMs: 9_000 })).toBe(text(QUESTION));
  });

  it.each([{ seed: 2 }, { startMs: 1 }, { truckCounts: [5] }, { replications: 31 }, { targetT: 1 }])(
    'are different where one asks for %j',
    (change) => {
      expect(text({ ...QUESTION, ...change })).not.toBe(text(QUESTION));
    },
  );
});
