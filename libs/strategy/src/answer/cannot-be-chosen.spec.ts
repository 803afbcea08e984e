import { makePlan } from '../plan/make-plan.js';
import { answerOf } from '../testing/answer-of.js';
import { driver, FINANCE, fleet, loader, question, schedule, START_MS, truck } from '../testing/planning.js';

const H_MS = 3_600_000;
const codesOf = ({ remarks }: ReturnType<typeof answerOf>): string[] => remarks.map(({ code }) => code);

describe('what cannot be chosen is said', () => {
  it('where no candidate can be staffed: a fault with the counts', () => {
    const mine = fleet({
      trucks: [truck('T1'), truck('T2', { status: 'BREAKDOWN' })],
      loaders: [loader('L1')],
      operators: [driver('D1')],
    });
    const outcome = makePlan(question({ truckCounts: [2], loaderCounts: [1] }), mine);
    expect(outcome).toEqual({
      ok: false,
      faults: [
        expect.objectContaining({
          code: 'NOTHING_CAN_BE_STAFFED',
          field: 'loaderCounts',
          message: expect.stringContaining('0 loader operators can work in SHIFT_1'),
        }),
      ],
    });
  });

  it('where all candidates lose money: answered, and said in words', () => {
    const finance = { ...FINANCE, coalPriceIdrPerT: 100 };
    const answer = answerOf({ truckCounts: [2, 4], finance });
    expect(answer.options[0]!.profitIdr.mean).toBeLessThan(0);
    expect(codesOf(answer)).toContain('ALL_LOSE_MONEY');
    // Wages for fewer cost less: the best is the smallest loss.
    expect(answer.options.map(({ truckCount }) => truckCount)).toEqual([2, 4]);
    expect(codesOf(answerOf({ truckCounts: [2, 4] }))).not.toContain('ALL_LOSE_MONEY');
  });

  it('where the deadline has passed: answered, with the penalty, and by how much', () => {
    const mine = fleet({ schedules: [schedule('S1', { etsLoadingMs: START_MS - 5 * H_MS })] });
    const answer = answerOf({ scheduleId: 'S1' }, { mine });
    expect(answer.remarks[0]).toMatchObject({
      code: 'DEADLINE_PASSED',
      en: expect.stringContaining('passed 5.0 h before the shift begins'),
    });
    expect(answer.options[0]!.vessel).toMatchObject({ status: 'LATE', latePenaltyIdr: 100_000_000 });
  });

  it('not where the vessel takes no more coal, whose deadline no longer matters', () => {
    const closed = schedule('S1', { etsLoadingMs: START_MS - 5 * H_MS, status: 'COMPLETED' });
    const answer = answerOf({ scheduleId: 'S1' }, { mine: fleet({ schedules: [closed] }) });
    expect(codesOf(answer)).toEqual([]);
    expect(answer.options[0]!.profitTerms).toMatchObject({ demurrageIdr: 0, latePenaltyIdr: 0 });
  });

  it('where the target is out of reach of every candidate: answered, with the largest tonnage', () => {
    const answer = answerOf({ truckCounts: [2, 4], targetT: 1e6 });
    const most = Math.max(...answer.options.map(({ kpi }) => kpi.productionT.mean));
    const remark = answer.remarks.find(({ code }) => code === 'TARGET_OUT_OF_REACH');
    expect(remark?.en).toContain(`the most is ${Math.round(most).toLocaleString('en-US')} t a shift`);
    expect(answer.options[0]!.target).toEqual({ targetT: 1e6, probability: 0 });
    expect(codesOf(answerOf({ truckCounts: [2, 4], targetT: 100 }))).not.toContain('TARGET_OUT_OF_REACH');
  });

  it('with the least fuel wanted and the target out of reach: the nearest to it comes first', () => {
    const answer = answerOf({ truckCounts: [2, 4], targetT: 1e6, objective: 'least_fuel' });
    expect(answer.options.map(({ truckCount }) => truckCount)).toEqual([4, 2]);
    expect(codesOf(answer)).toContain('TARGET_OUT_OF_REACH');
  });
});
