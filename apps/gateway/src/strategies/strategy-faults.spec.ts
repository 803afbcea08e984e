import type { QuestionFault } from '@mining-ops/strategy/plan/question-fault.js';
import { problemOfFaults } from './strategy-faults.js';

const fault = (changes: Partial<QuestionFault> = {}): QuestionFault => ({
  kind: 'NOT_FOUND',
  code: 'UNKNOWN_ROAD',
  field: 'roadId',
  message: '"road-9" is not in road_segments.csv',
  ...changes,
});

describe('what the mine has against a question', () => {
  it.each([
    ['roadId', 'fixed_conditions.target_road_id'],
    ['loaderId', 'fixed_conditions.target_excavator_id'],
    ['scheduleId', 'fixed_conditions.target_schedule_id'],
    ['siteId', 'fixed_conditions.miningSiteId'],
    ['truckCounts', 'decision_variables.max_trucks'],
    ['loaderCounts', 'decision_variables.max_excavators'],
  ] as const)('%s is called %s, as the client wrote it', (field, name) => {
    const problem = problemOfFaults([fault({ field })], {});
    expect(problem.faults).toEqual([{ field: name, message: '"road-9" is not in road_segments.csv' }]);
    expect(problem.detail).toBe(`${name} "road-9" is not in road_segments.csv`);
  });

  it.each([{ alokasi_truk: [5] }, { jumlah_excavator: [1] }])(
    'counts of form A are called so: %j',
    (given) => {
      const faults = [fault({ field: 'truckCounts' }), fault({ field: 'loaderCounts' })];
      const names = problemOfFaults(faults, { decision_variables: given }).faults.map(({ field }) => field);
      expect(names).toEqual(['decision_variables.alokasi_truk', 'decision_variables.jumlah_excavator']);
    },
  );

  it('an id that is not in the data is a 404', () => {
    expect(problemOfFaults([fault()], {})).toMatchObject({ status: 404, code: 'UNKNOWN_ROAD' });
  });

  it('what the mine cannot do is a 422', () => {
    const tooMany = fault({ kind: 'NOT_POSSIBLE', code: 'TOO_MANY_TRUCKS', field: 'truckCounts' });
    expect(problemOfFaults([tooMany], {})).toMatchObject({ status: 422, code: 'TOO_MANY_TRUCKS' });
  });

  it('several faults are all told; the first gives status and code', () => {
    const second = fault({
      code: 'UNKNOWN_LOADER',
      field: 'loaderId',
      message: '"e" is not in excavators.csv',
    });
    const problem = problemOfFaults([fault(), second], {});
    expect(problem).toMatchObject({ status: 404, code: 'UNKNOWN_ROAD' });
    expect(problem.detail).toBe(
      'fixed_conditions.target_road_id "road-9" is not in road_segments.csv; fixed_conditions.target_excavator_id "e" is not in excavators.csv',
    );
  });
});
