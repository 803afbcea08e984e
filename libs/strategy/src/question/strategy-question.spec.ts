import { question } from '../testing/planning.js';
import { disturbancesSchema, financeSchema, strategyQuestionSchema } from './strategy-question.js';

describe('prices and costs', () => {
  it('that a client leaves out are those of the contract', () => {
    expect(financeSchema.parse({})).toEqual({
      coalPriceIdrPerT: 800_000,
      fuelPriceIdrPerL: 15_000,
      queueCostIdrPerTruckH: 100_000,
      vesselLatePenaltyIdr: 100_000_000,
      incidentCostIdr: 500_000,
      demurrageIdrPerH: 5_000_000,
      operatorSalaryIdrPerMonth: 5_000_000,
    });
  });

  it('may be nothing, which is no default', () => {
    expect(financeSchema.parse({ coalPriceIdrPerT: 0 }).coalPriceIdrPerT).toBe(0);
  });

  it.each(Object.keys(financeSchema.shape))('have no negative %s', (price) => {
    expect(financeSchema.safeParse({ [price]: -1 }).success).toBe(false);
    expect(financeSchema.safeParse({ [price]: Infinity }).success).toBe(false);
  });
});

describe('a question', () => {
  it('survives the queue as it is', () => {
    const asked = question({ scheduleId: 'S1', siteId: 'SITE', weather: 'Badai Salju' });
    expect(strategyQuestionSchema.parse(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  });

  it.each<[string, object]>([
    ['a shift that no day has', { shift: 'SHIFT_4' }],
    ['no truck count', { truckCounts: [] }],
    ['a shift without trucks', { truckCounts: [0] }],
    ['half a truck', { truckCounts: [2.5] }],
    ['no loader count', { loaderCounts: [] }],
    ['a shift without loaders', { loaderCounts: [0] }],
    ['more truck counts than anyone tries', { truckCounts: Array.from({ length: 1_001 }, (_, i) => i + 1) }],
    ['a negative target', { targetT: -1 }],
    ['one replication, which has no confidence interval', { replications: 1 }],
    ['more replications than a candidate may get', { replications: 2_001 }],
    ['a seed that is no whole number', { seed: 0.5 }],
    ['an empty id', { roadId: '' }],
    ['a time that is none', { startMs: NaN }],
  ])('is none with %s', (_, changes) => {
    expect(strategyQuestionSchema.safeParse({ ...question(), ...changes }).success).toBe(false);
  });

  it('has machines break down and the weather stay, unless it says otherwise', () => {
    expect(disturbancesSchema.parse({})).toEqual({
      breakdowns: true,
      weatherChanges: false,
      refuelling: true,
    });
  });
});
