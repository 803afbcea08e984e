import fc from 'fast-check';
import { groupedFolds, latestHeldOut, sampleGroups } from './folds.js';
import { shiftsOf } from './shift-groups.js';

const HOUR_MS = 3_600_000;

describe('the shifts of trips', () => {
  const shifts = (...trips: [hours: number, name: number][]): number[] => [
    ...shiftsOf(Float64Array.from(trips, ([hours]) => hours * HOUR_MS), Int32Array.from(trips, ([, name]) => name)),
  ];

  it('are told by name and time, over midnight and beyond the end', () => {
    // Shift 3 begins at 16 h; its last trip is recorded after midnight. The next day's shift 3 is another.
    expect(shifts([17, 3], [21, 3], [24.1, 3], [24.5, 1], [41, 3])).toEqual([0, 0, 0, 1, 2]);
  });

  it('do not depend on the order of the rows', () => {
    expect(shifts([41, 3], [17, 3], [20, 3])).toEqual([1, 0, 0]);
  });

  it('are pieces of 12 hours where they have no names', () => {
    expect(shifts([0, -1], [3, -1], [6, -1], [9, -1], [12, -1], [13, -1], [15, -1])).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });
});

const anyGroups = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 2, maxLength: 80 });

describe('folds', () => {
  it('judge every row once, and never on a model that has seen its group', () => {
    fc.assert(
      fc.property(anyGroups, fc.integer({ min: 2, max: 6 }), fc.integer(), (groups, count, seed) => {
        const rows = Int32Array.from(groups.keys());
        const folds = groupedFolds(rows, Int32Array.from(groups), count, seed);
        expect(folds.flatMap(({ judge }) => [...judge]).sort((a, b) => a - b)).toEqual([...rows]);
        for (const { learn, judge } of folds) {
          expect(learn.length + judge.length).toBe(rows.length);
          const seen = new Set([...learn].map((row) => groups[row]));
          for (const row of judge) expect(seen.has(groups[row])).toBe(false);
        }
      }),
    );
  });

  it('are cut by the seed, and otherwise in each repetition', () => {
    const rows = Int32Array.from({ length: 100 }, (_, i) => i);
    expect(groupedFolds(rows, rows, 5, 1)).toEqual(groupedFolds(rows, rows, 5, 1));
    expect(groupedFolds(rows, rows, 5, 1, 1)).not.toEqual(groupedFolds(rows, rows, 5, 1));
  });

  it('of the latest time come after all that is learned from', () => {
    const atMs = Float64Array.from([5, 1, 4, 2, 3]);
    const { learn, judge } = latestHeldOut(Int32Array.from([0, 1, 2, 3, 4]), atMs, 0.4);
    expect([...learn]).toEqual([1, 3, 4]);
    expect([...judge]).toEqual([0, 2]);
  });
});

it('a sample of rows is of whole groups, and no larger than asked for', () => {
  const rows = Int32Array.from({ length: 1000 }, (_, i) => i);
  const groups = rows.map((row) => Math.floor(row / 10));
  const sample = sampleGroups(rows, groups, 300, 1);
  expect(sample).toHaveLength(300);
  expect(new Set([...sample].map((row) => groups[row])).size).toBe(30);
  expect(sampleGroups(rows, groups, 1000, 1)).toBe(rows);
});
