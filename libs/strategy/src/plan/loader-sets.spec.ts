import fc from 'fast-check';
import { loader } from '../testing/planning.js';
import { loaderSets } from './loader-sets.js';

const pool = ['A', 'B', 'C', 'D'].map((id) => loader(id));
const idsOf = (sets: ReturnType<typeof loaderSets>): string[] =>
  sets.map((set) => set.map(({ id }) => id).join(''));

describe('loader sets', () => {
  it('with a target are one: the target and the best of the others', () => {
    expect(idsOf(loaderSets(pool, 1, pool[2]!))).toEqual(['C']);
    expect(idsOf(loaderSets(pool, 3, pool[2]!))).toEqual(['CAB']);
  });

  it('without one are led by each loader in turn, each set listed once', () => {
    expect(idsOf(loaderSets(pool, 1, null))).toEqual(['A', 'B', 'C', 'D']);
    expect(idsOf(loaderSets(pool, 2, null))).toEqual(['AB', 'CA', 'DA']); // BA is AB
    expect(idsOf(loaderSets(pool, 4, null))).toEqual(['ABCD']);
  });

  it('are none where the place has too few', () => {
    expect(loaderSets(pool, 5, null)).toEqual([]);
    expect(loaderSets([], 1, null)).toEqual([]);
  });

  it('have the wanted size, no loader twice, no set twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), (size, count) => {
        const loaders = Array.from({ length: size }, (_, i) => loader(`L${i}`));
        const sets = loaderSets(loaders, count, null);
        const keys = sets.map((set) =>
          set
            .map(({ id }) => id)
            .sort()
            .join(),
        );
        expect(new Set(keys).size).toBe(sets.length);
        for (const set of sets) expect(new Set(set).size).toBe(count);
        expect(sets.length > 0).toBe(count <= size);
      }),
    );
  });
});
