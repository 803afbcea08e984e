import type { RecordedShift } from './recorded-shifts.js';
import { learnShiftClock, minutesIntoShift } from './shift-clock.js';

const MINUTE_MS = 60_000;
const DAY_MIN = 1440;

/** A shift whose trucks join the queue at these minutes after midnight of a day. */
function shift(label: string, day: number, ...minutes: number[]): RecordedShift {
  const joinedMs = minutes.map((minute) => (day * DAY_MIN + minute) * MINUTE_MS);
  return {
    ...{ loader: 0, road: 0, label, startMs: joinedMs[0]!, rows: minutes, joinedMs, trucks: [] },
    ...{ tripKm: 3, roadCondition: 0, weathers: [] },
  };
}

describe('the shift clock', () => {
  const clock = learnShiftClock([
    shift('day', 1, 490, 600, 860),
    shift('day', 2, 485, 700),
    shift('night', 1, 1385, 1435, 1500, 1760),
    shift('night', 3, 1390, 1600),
  ]);

  it('takes the earliest arrival for the start, across midnight too', () => {
    expect([...clock.startOfDayMin]).toEqual([
      ['day', 485],
      ['night', 1385],
    ]);
    expect(clock.lastCallMin).toBe(375);
  });

  it('counts minutes from the start, of a truck that comes too early as well', () => {
    expect(minutesIntoShift(clock, shift('night', 5, 1395, 1500))).toEqual([10, 115]);
    expect(minutesIntoShift(clock, shift('day', 5, 480, 500))).toEqual([-5, 15]);
    expect(minutesIntoShift(clock, shift('unknown', 5, 480))).toEqual([NaN]);
  });
});
