import type { RecordedShift } from '@mining-ops/simulator/recorded-shifts.js';
import { foldsOf, splitByTime } from './split.js';

const DAY_MS = 86_400_000;

function shift(day: number): RecordedShift {
  return {
    ...{ loader: 0, road: 0, label: 'day', startMs: day * DAY_MS, rows: [], joinedMs: [], trucks: [] },
    ...{ tripKm: 3, roadCondition: 0, weathers: [] },
  };
}

describe('splitByTime', () => {
  it('cuts the time and not the number of shifts', () => {
    const shifts = [0, 1, 2, 9, 10].map((day) => shift(day));
    const { train, test, cutMs } = splitByTime(shifts, 0.8);
    expect([train.length, test.length]).toEqual([3, 2]);
    expect(cutMs).toBe(8 * DAY_MS);
    expect(splitByTime([], 0.8)).toMatchObject({ train: [], test: [] });
  });
});

describe('foldsOf', () => {
  it('tests each shift once, on the other parts', () => {
    const shifts = [0, 1, 2, 3, 4].map((day) => shift(day));
    const folds = foldsOf(shifts, 2);
    expect(folds.map(({ test }) => test)).toEqual([shifts.slice(0, 3), shifts.slice(3)]);
    expect(folds.map(({ train }) => train)).toEqual([shifts.slice(3), shifts.slice(0, 3)]);
  });
});
