import { strategyQuestionSchema } from '@mining-ops/strategy/question/strategy-question.js';
import fc from 'fast-check';
import { Problem } from '../http/problem.js';
import { strategyRequestSchema } from './strategy-request.js';
import { toQuestion, type MineSize } from './to-question.js';

const MINE: MineSize = { trucks: 60, excavators: 12 };
const NOW_MS = Date.UTC(2026, 10, 24, 3);

function questionOf(body: unknown, mine: MineSize = MINE): ReturnType<typeof toQuestion> {
  return toQuestion(strategyRequestSchema.parse(body), mine, NOW_MS);
}

function countsOf(variables: object, mine: MineSize = MINE): { trucks: number[]; excavators: number[] } {
  const { truckCounts, loaderCounts } = questionOf({ decision_variables: variables }, mine);
  return { trucks: truckCounts, excavators: loaderCounts };
}

const upTo = (min: number, max: number): number[] => Array.from({ length: max - min + 1 }, (_, i) => min + i);

describe('the question of an empty request', () => {
  it('has the defaults of the contract', () => {
    const question = {
      weather: 'CERAH',
      roadCondition: 'GOOD',
      shift: 'SHIFT_1',
      startMs: NOW_MS,
      roadId: null,
      loaderId: null,
      scheduleId: null,
      siteId: null,
      targetT: 0,
      truckCounts: upTo(5, 15),
      loaderCounts: [1, 2, 3],
      finance: {
        coalPriceIdrPerT: 800_000,
        fuelPriceIdrPerL: 15_000,
        queueCostIdrPerTruckH: 100_000,
        vesselLatePenaltyIdr: 100_000_000,
        incidentCostIdr: 500_000,
        demurrageIdrPerH: 5_000_000,
        operatorSalaryIdrPerMonth: 5_000_000,
      },
      disturbances: { breakdowns: true, weatherChanges: false, refuelling: true },
      workingTime: { shiftChangeLossMin: 0, breaks: [] },
      seed: 1,
      space: 'whole',
      dispatchRules: ['shared-queue', 'fixed', 'shortest-queue', 'earliest-loaded', 'least-loader-idle'],
      objective: 'profit',
      indifference: null,
      confidence: 0.95,
      maxReplications: 200_000,
      timeLimitMs: 4_000,
      replications: null,
    };
    expect(questionOf({})).toEqual(question);
    expect(
      questionOf({ fixed_conditions: null, decision_variables: {}, financial_params: {}, seed: null }),
    ).toEqual(question);
  });
});

describe('the question of a request', () => {
  it('of form A has the lists alone, of form B the whole space, and the rules that it names either way', () => {
    const listed = questionOf({ decision_variables: { alokasi_truk: [2] } });
    expect([listed.space, listed.dispatchRules]).toEqual(['listed', ['shared-queue']]);
    expect(questionOf({ decision_variables: { max_trucks: 6 } }).space).toBe('whole');
    for (const form of [{ alokasi_truk: [2] }, { max_trucks: 6 }]) {
      const named = questionOf({ decision_variables: { ...form, dispatch_rules: ['flow', 'nearest'] } });
      expect(named.dispatchRules).toEqual(['flow', 'nearest']);
    }
  });

  it('has what is wanted of the search', () => {
    const wanted = {
      objective: 'least_fuel',
      indifference: 20,
      confidence: 0.9,
      max_replications: 5_000,
      time_limit_ms: 1_000,
    };
    const target = { fixed_conditions: { totalProductionTarget: 900 } };
    expect(questionOf({ ...wanted, ...target })).toMatchObject({
      objective: 'least_fuel',
      targetT: 900,
      indifference: 20,
      confidence: 0.9,
      maxReplications: 5_000,
      timeLimitMs: 1_000,
      replications: null,
    });
  });

  it('that says how many replications there are to be has no time limit, unless it names one', () => {
    expect(questionOf({ replications: 50 })).toMatchObject({ replications: 50, timeLimitMs: null });
    expect(questionOf({ replications: 50, time_limit_ms: 900 })).toMatchObject({ timeLimitMs: 900 });
  });

  it('says what is to disturb the shift', () => {
    const { disturbances } = questionOf({
      disturbances: { breakdowns: false, weather_changes: true, refuelling: false },
    });
    expect(disturbances).toEqual({ breakdowns: false, weatherChanges: true, refuelling: false });
    expect(questionOf({ disturbances: { breakdowns: null } }).disturbances).toEqual({
      breakdowns: true,
      weatherChanges: false,
      refuelling: true,
    });
  });

  it('has the working time that no file says', () => {
    const { workingTime } = questionOf({
      assumptions: { shift_change_loss_min: 15, breaks: [{ start_min: 240, duration_min: 30 }] },
    });
    expect(workingTime).toEqual({ shiftChangeLossMin: 15, breaks: [{ startMin: 240, durationMin: 30 }] });
  });

  it('has the conditions in their canonical spelling, and unknown ones as they are', () => {
    const { weather, roadCondition, shift } = questionOf({
      fixed_conditions: { weatherCondition: 'hujan ringan', roadCondition: 'Slippery', shift: '3' },
    });
    expect([weather, roadCondition, shift]).toEqual(['HUJAN_RINGAN', 'LICIN', 'SHIFT_3']);
    expect(questionOf({ fixed_conditions: { weatherCondition: ' Badai Salju ' } }).weather).toBe(
      'Badai Salju',
    );
  });

  it.each([
    ['2026-11-24T06:00:00Z', Date.UTC(2026, 10, 24, 6)],
    ['2026-11-24T06:00', Date.UTC(2026, 10, 24, 6)],
    ['2026-11-24T14:00:00+08:00', Date.UTC(2026, 10, 24, 6)],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
  ])('begins at %s', (simulation_start_date, startMs) => {
    expect(questionOf({ fixed_conditions: { simulation_start_date } }).startMs).toBe(startMs);
  });

  it('has ids, target, seed, replications and each price under our names', () => {
    const question = questionOf({
      fixed_conditions: {
        target_road_id: 'r',
        target_excavator_id: 'e',
        target_schedule_id: 's',
        miningSiteId: 'm',
        totalProductionTarget: 5_000,
      },
      financial_params: {
        HargaJualBatuBara: 1,
        HargaSolar: 2,
        BiayaAntrianPerJam: 3,
        BiayaPenaltiKeterlambatanKapal: 4,
        BiayaRataRataInsiden: 5,
        BiayaDemurragePerJam: 6,
        GajiOperatorRataRata: 0,
      },
      seed: 7,
      replications: 200,
    });
    expect(question).toMatchObject({
      roadId: 'r',
      loaderId: 'e',
      scheduleId: 's',
      siteId: 'm',
      targetT: 5_000,
      finance: {
        coalPriceIdrPerT: 1,
        fuelPriceIdrPerL: 2,
        queueCostIdrPerTruckH: 3,
        vesselLatePenaltyIdr: 4,
        incidentCostIdr: 5,
        demurrageIdrPerH: 6,
        operatorSalaryIdrPerMonth: 0, // given, so no default
      },
      seed: 7,
      replications: 200,
    });
  });
});

describe('the counts to try', () => {
  it('are those of form A as they are, with the default range for the half that is missing', () => {
    expect(countsOf({ alokasi_truk: [9, 3, 3], jumlah_excavator: [2] })).toEqual({
      trucks: [9, 3, 3],
      excavators: [2],
    });
    expect(countsOf({ alokasi_truk: [9] }).excavators).toEqual([1, 2, 3]);
    expect(countsOf({ jumlah_excavator: [4] }).trucks).toEqual(upTo(5, 15));
  });

  it('are the whole of a range of form B, both ends included', () => {
    expect(countsOf({ min_trucks: 3, max_trucks: 6, min_excavators: 2, max_excavators: 2 })).toEqual({
      trucks: [3, 4, 5, 6],
      excavators: [2],
    });
  });

  it('have the default at the end that a range leaves open, or that end itself where it lies beyond', () => {
    expect(countsOf({ min_trucks: 12 }).trucks).toEqual(upTo(12, 15));
    expect(countsOf({ max_trucks: 7 }).trucks).toEqual([5, 6, 7]);
    expect(countsOf({ max_trucks: 3 }).trucks).toEqual([3]);
    expect(countsOf({ min_trucks: 20 }).trucks).toEqual([20]);
  });

  it('end, by default, where the mine ends; what the client asks for stays, to be refused by its number', () => {
    expect(countsOf({}, { trucks: 8, excavators: 2 })).toEqual({ trucks: [5, 6, 7, 8], excavators: [1, 2] });
    expect(countsOf({}, { trucks: 3, excavators: 1 })).toEqual({ trucks: [3], excavators: [1] });
    expect(countsOf({ max_trucks: 9 }, { trucks: 8, excavators: 2 }).trucks).toEqual([9]);
    expect(countsOf({ alokasi_truk: [9] }, { trucks: 8, excavators: 2 }).trucks).toEqual([9]);
    expect(countsOf({}, { trucks: 0, excavators: 0 })).toEqual({ trucks: [1], excavators: [1] });
  });

  it('are never written out further than the mine goes', () => {
    expect(countsOf({ min_trucks: 1, max_trucks: 1e9 }).trucks).toEqual([1e9]);
  });

  it('of too wide a range in a huge mine are refused by name', () => {
    const huge = { trucks: 5_000, excavators: 2_000 };
    expect(countsOf({ min_trucks: 1, max_trucks: 1_000 }, huge).trucks).toHaveLength(1_000);
    for (const what of ['trucks', 'excavators']) {
      let thrown: unknown;
      try {
        countsOf({ [`min_${what}`]: 2, [`max_${what}`]: 1_002 }, huge);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(Problem);
      expect(thrown).toMatchObject({
        status: 422,
        code: 'RANGE_TOO_WIDE',
        detail: `decision_variables.max_${what} makes a range of 1001 counts, 2 to 1002; ask for at most 1000 at once`,
      });
    }
  });

  it('of every valid request make a valid question', () => {
    const count = fc.option(fc.integer({ min: 1, max: 100 }));
    const variables = fc.oneof(
      fc.record({
        alokasi_truk: fc.option(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 })),
        jumlah_excavator: fc.option(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 })),
      }),
      fc.record({ min_trucks: count, max_trucks: count, min_excavators: count, max_excavators: count }),
    );
    const mine = fc.record({ trucks: fc.nat({ max: 60 }), excavators: fc.nat({ max: 12 }) });
    fc.assert(
      fc.property(variables, mine, (decision_variables, size) => {
        const request = strategyRequestSchema.safeParse({ decision_variables });
        fc.pre(request.success);
        const question = questionOf(request.data, size);
        expect(strategyQuestionSchema.parse(question)).toEqual(question);
      }),
    );
  });
});
