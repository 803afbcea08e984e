import { history, question, road } from '../testing/planning.js';
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
    expect(shiftConditions(road('R1', { distanceKm: 2.5 }), known, history(), DEFAULT_ASSUMPTIONS)).toEqual({
      road: 0,
      roadDistanceKm: 2.5,
      weather: 0,
      roadCondition: 0,
      durationMin: 480,
      overrunMin: 15,
      dumpBays: 4,
    });
    expect(shiftConditions(road('NEW'), known, history(), DEFAULT_ASSUMPTIONS).road).toBe(-1);
  });
});

describe('the disturbances of a shift', () => {
  const of = (breakdowns: boolean, weatherChanges: boolean, weatherCode = 0) =>
    disturbancesOf(question({ disturbances: { breakdowns, weatherChanges } }), weatherCode, history());

  it('are what was asked for', () => {
    expect(of(false, false)).toEqual({ truckBreakdowns: null, loaderBreakdowns: null, weather: null });
    expect(of(true, false).truckBreakdowns).toEqual(history().truckBreakdowns);
    expect(of(false, true).weather?.states.map(({ name }) => name)).toEqual(['CERAH', 'HUJAN_RINGAN']);
  });

  it('are only what the records could tell', () => {
    expect(of(true, false).loaderBreakdowns).toBeNull();
    expect(of(false, true, -1).weather).toBeNull();
    expect(
      disturbancesOf(question({ disturbances: { breakdowns: true, weatherChanges: true } }), 0, {
        ...history(),
        weatherChain: null,
      }).weather,
    ).toBeNull();
  });

  it('have rain slow down what begins in the sun, and the sun speed up what begins in the rain', () => {
    const factor = (start: number): number => of(false, true, start).weather!.states[1]!.travelFactor;
    expect(factor(0)).toBeGreaterThan(1.3);
    expect(factor(1)).toBeCloseTo(1 / factor(0), 12);
  });
});
