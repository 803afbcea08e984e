import fc from 'fast-check';
import type { PlanningLoader } from '../fleet/planning-fleet.js';
import { loader } from '../testing/planning.js';
import { ledSets, MOST_SETS, wholeSets, type LoaderSet } from './loader-sets.js';

const poolOf = (size: number): PlanningLoader[] =>
  Array.from({ length: size }, (_, i) => loader(String.fromCharCode(65 + i)));
const pool = poolOf(4);
const idsOf = (sets: readonly LoaderSet[]): string[] => sets.map((set) => set.map(({ id }) => id).join(''));
const keyOf = (set: LoaderSet): string =>
  set
    .map(({ id }) => id)
    .sort()
    .join();

describe('led loader sets', () => {
  it('with a target are one: the target and the best of the others', () => {
    expect(idsOf(ledSets(pool, 1, pool[2]!))).toEqual(['C']);
    expect(idsOf(ledSets(pool, 3, pool[2]!))).toEqual(['CAB']);
  });

  it('without one are led by each loader in turn, each set listed once', () => {
    expect(idsOf(ledSets(pool, 1, null))).toEqual(['A', 'B', 'C', 'D']);
    expect(idsOf(ledSets(pool, 2, null))).toEqual(['AB', 'CA', 'DA']); // BA is AB
    expect(idsOf(ledSets(pool, 4, null))).toEqual(['ABCD']);
  });

  it('are none where the place has too few', () => {
    expect(ledSets(pool, 5, null)).toEqual([]);
    expect(ledSets([], 1, null)).toEqual([]);
  });

  it('have the wanted size, no loader twice, no set twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), (size, count) => {
        const sets = ledSets(poolOf(size), count, null);
        expect(new Set(sets.map(keyOf)).size).toBe(sets.length);
        for (const set of sets) expect(new Set(set).size).toBe(count);
        expect(sets.length > 0).toBe(count <= size);
      }),
    );
  });
});

describe('all loader sets', () => {
  it('are every choice out of the place', () => {
    expect(idsOf(wholeSets(pool, 2, null).sets)).toEqual(['AB', 'AC', 'AD', 'BC', 'BD', 'CD']);
    expect(idsOf(wholeSets(pool, 4, null).sets)).toEqual(['ABCD']);
    expect(wholeSets(pool, 5, null)).toEqual({ sets: [], unlisted: 0 });
  });

  it('with a target are all that have it, led by it', () => {
    expect(idsOf(wholeSets(pool, 2, pool[1]!).sets)).toEqual(['BA', 'BC', 'BD']);
    expect(idsOf(wholeSets(pool, 1, pool[1]!).sets)).toEqual(['B']);
  });

  it('are as many as the binomial coefficient says, listed or counted', () => {
    const sizes = fc.record({ size: fc.integer({ min: 1, max: 20 }), count: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ size, count }, targeted) => {
        const from = poolOf(size);
        const { sets, unlisted } = wholeSets(from, count, targeted ? from[0]! : null);
        let choices = 1;
        const [n, k] = targeted ? [size - 1, count - 1] : [size, count];
        for (let i = 0; i < k; i += 1) choices = (choices * (n - i)) / (i + 1);
        expect(sets.length + unlisted).toBe(Math.max(0, choices));
        expect(new Set(sets.map(keyOf)).size).toBe(sets.length);
        expect(sets.length).toBeLessThanOrEqual(Math.max(MOST_SETS, size));
        for (const set of sets) expect(new Set(set).size).toBe(count);
      }),
    );
  });
});
