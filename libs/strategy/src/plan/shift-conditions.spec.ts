import { history, question, road } from '../testing/planning.js';
import { conditionCodes, DEFAULT_ASSUMPTIONS, shiftConditions } from './shift-conditions.js';

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
