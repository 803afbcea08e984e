import type { CandidateTable } from '@mining-ops/strategy/answer/candidate-table.js';
import { candidatesPage, candidatesQuerySchema } from './candidates-page.js';

/** Four candidates, best first; the last was not simulated. */
const TABLE: CandidateTable = {
  objective: 'profit',
  unit: 'IDR',
  groups: [{ roadId: 'r1', road: 'Road 1', loaderIds: ['e1'], loaders: ['EX 1'] }],
  dispatchRules: ['shared-queue'],
  columns: {
    candidate: [2, 0, 1, 3],
    group: [0, 0, 0, 0],
    truckCount: [7, 5, 6, 8],
    dispatchRule: [-1, -1, -1, -1],
    fate: [0, 0, 0, 0],
    replications: [30, 20, 10, 0],
    value: [9, 8, 7, null],
    profitIdr: [9, 8, 7, null],
    productionT: [50, 60, 40, null],
    fuelL: [1, 1, 1, null],
    queueH: [3, 2, 1, null],
  },
};
const pageOf = (query: object) =>
  candidatesPage('/v1/jobs/j/candidates', 'j', TABLE, candidatesQuerySchema.parse(query));
const numbers = (query: object): number[] => pageOf(query).items.map(({ candidate }) => candidate);

describe('a page of candidates', () => {
  it('has them best first, unless asked otherwise', () => {
    expect(pageOf({})).toMatchObject({ total: 4, page: 1, size: 50, sort: 'best', next: null, unit: 'IDR' });
    expect(numbers({})).toEqual([2, 0, 1, 3]);
  });

  it.each([
    ['candidate', [0, 1, 2, 3]],
    ['-candidate', [3, 2, 1, 0]],
    ['productionT', [1, 2, 0, 3]],
    ['-productionT', [0, 2, 1, 3]],
    ['fuelL', [0, 1, 2, 3]],
    ['-truckCount', [3, 2, 1, 0]],
  ])('is ordered by %s, equals by number, those that were not simulated last', (sort, expected) => {
    expect(numbers({ sort })).toEqual(expected);
  });

  it('tells the next one, and each candidate is on one page', () => {
    const first = pageOf({ size: '3', sort: '-queueH' });
    expect(first.next).toBe('/v1/jobs/j/candidates?page=2&size=3&sort=-queueH');
    const second = pageOf({ page: '2', size: '3', sort: '-queueH' });
    expect(second.next).toBeNull();
    expect([...first.items, ...second.items].map(({ candidate }) => candidate)).toEqual([2, 0, 1, 3]);
    expect(pageOf({ page: '9' }).items).toEqual([]);
  });

  it.each([{ page: '0' }, { page: 'x' }, { size: '501' }, { size: '1.5' }, { sort: 'profit' }])(
    'is not given for %j',
    (query) => {
      expect(candidatesQuerySchema.safeParse(query).success).toBe(false);
    },
  );
});
