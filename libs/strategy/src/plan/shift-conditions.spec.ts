import { UNDISTURBED } from '@mining-ops/haulage/calibration/expected-shift.js';
import { NO_SHIFT_EFFECT } from '@mining-ops/haulage/definition/shift-effect.js';
import type { PlanningRoad } from '../fleet/planning-fleet.js';
import { history, question, road, truck } from '../testing/planning.js';
import { conditionCodes, DEFAULT_ASSUMPTIONS, disturbancesOf, shiftConditions } from './shift-conditions.js';

const codes = (weather: string, roadCondition = 'GOOD') =>
  conditionCodes(question({ weather, roadCondition }), history());

describe('the conditions of a question', () => {
  it('are those of the history where it has them', () => {
    expect(codes('HUJAN_RINGAN', 'POOR')).toEqual({ weather: 1, roadCondition: 1, warnings: [] });
  });

  it('without history are the next worse ones that have some, and the answer says so', () => {
    expect(codes('MENDUNG')).toEqual({
      weather: 1,
      roadCondition: 0,
      warnings: [
        {
          code: 'NO_HISTORY',
          message: 'no recorded cycle had weather MENDUNG: HUJAN_RINGAN was used instead',
        },
      ],
    });
  });

  it('worse than all history are the worst that has some', () => {
    expect(codes('HUJAN_LEBAT', 'LICIN')).toMatchObject({ weather: 1, roadCondition: 1 });
  });

  it('without history anywhere are the average, and the answer says so', () => {
    const { calibration, ...others } = history();
    const { haulingMin } = calibration;
    const counts = haulingMin.counts.map((column) => column.map(() => 0));
    const never = { ...others, calibration: { ...calibration, haulingMin: { ...haulingMin, counts } } };
    const instead = 'the average of all conditions was used instead';
    expect(conditionCodes(question({ weather: 'CERAH', roadCondition: 'FAIR' }), never)).toEqual({
      weather: -1,
      roadCondition: -1,
      warnings: [
        { code: 'NO_HISTORY', message: `no recorded cycle had weather CERAH: ${instead}` },
        { code: 'NO_HISTORY', message: `no recorded cycle had road condition FAIR: ${instead}` },
      ],
    });
  });

  it.each([
    ['EXCELLENT', 0], // GOOD, the next worse
    ['FAIR', 1], // POOR, the next worse
    ['LICIN', 1], // nothing is worse: POOR, the next better
  ])('have a road that is %s stand for the one with code %d', (roadCondition, code) => {
    expect(codes('CERAH', roadCondition).roadCondition).toBe(code);
  });

  it('that the vocabulary does not know are themselves where the mine recorded them', () => {
    const dusty = { ...history(), weathers: ['CERAH', 'DEBU'] };
    expect(conditionCodes(question({ weather: 'DEBU' }), dusty)).toMatchObject({ weather: 1, warnings: [] });
  });

  it('that nobody knows are the average, and the answer says so', () => {
    expect(codes('Badai Salju')).toEqual({
      weather: -1,
      roadCondition: 0,
      warnings: [
        { code: 'UNKNOWN_CONDITION', message: expect.stringMatching(/^weather "Badai Salju" is not one of/) },
      ],
    });
  });
});

describe('the conditions of a shift', () => {
  it('are the road with the mine-wide assumptions', () => {
    const known = codes('CERAH');
    const on = (of: PlanningRoad, learned = history()) =>
      shiftConditions(of, known, learned, DEFAULT_ASSUMPTIONS, {
        shiftChangeLossMin: 20,
        breaks: [{ startMin: 240, durationMin: 30 }],
      });
    const conditions = on(road('R1', { distanceKm: 2.5 }));
    expect(conditions).toEqual({
      road: 0,
      roadDistanceKm: 2.5,
      weather: 0,
      roadCondition: 0,
      durationMin: 480,
      overrunMin: 15,
      startLossMin: 20,
      breaks: [{ startMin: 240, durationMin: 30 }],
      dumpBays: 4,
    });
    expect(on(road('NEW')).road).toBe(-1);
    const firstArrivalMin = { mean: 12, spread: { kind: 'none' } as const };
    expect(on(road('R1', { distanceKm: 2.5 }), { ...history(), firstArrivalMin })).toEqual({
      ...conditions,
      firstArrivalMin,
    });
  });
});

describe('the disturbances of a shift', () => {
  const of = (breakdowns: boolean, weatherChanges: boolean, weatherCode = 0, learned = history()) =>
    disturbancesOf(
      question({ disturbances: { breakdowns, weatherChanges, refuelling: false } }),
      weatherCode,
      learned,
      [truck('T1')],
      DEFAULT_ASSUMPTIONS,
    );

  it('are what was asked for', () => {
    expect(of(false, false)).toEqual(UNDISTURBED);
    expect(of(true, false).truckBreakdowns).toEqual(history().truckBreakdowns);
    expect(of(false, true).weather?.states.map(({ name }) => name)).toEqual(['CERAH', 'HUJAN_RINGAN']);
  });

  it('are only what the records could tell', () => {
    expect(of(true, false).loaderBreakdowns).toBeNull();
    expect(of(false, true, -1).weather).toBeNull();
    expect(of(true, true, 0, { ...history(), weatherChain: null }).weather).toBeNull();
  });

  it('are refuelling too, as assumed, where a tank is known', () => {
    const refuelling = (asked: boolean, ...tanksL: (number | null)[]) =>
      disturbancesOf(
        question({ disturbances: { breakdowns: false, weatherChanges: false, refuelling: asked } }),
        0,
        history(),
        tanksL.map((fuelCapacityL) => ({ fuelCapacityL })),
        { ...DEFAULT_ASSUMPTIONS, fuelBays: 3 },
      ).refuelling;
    expect(refuelling(true, null, 300)).toEqual({
      bays: 3,
      refuellingMin: { mean: 10, spread: { kind: 'none' } },
      reserveFraction: 0.2,
    });
    expect([refuelling(true, null, null), refuelling(false, 300)]).toEqual([null, null]);
  });

  it('are what whole shifts have shown, whatever is asked for', () => {
    const shiftEffects = [{ ...NO_SHIFT_EFFECT, hauling: 1.1 }];
    expect(of(false, false, 0, { ...history(), shiftEffects }).shiftEffects).toBe(shiftEffects);
  });

  it('have rain slow down what begins in the sun, and the sun speed up what begins in the rain', () => {
    const factor = (start: number): number => of(false, true, start).weather!.states[1]!.travelFactor;
    expect(factor(0)).toBeGreaterThan(1.3);
    expect(factor(1)).toBeCloseTo(1 / factor(0), 12);
  });
});
