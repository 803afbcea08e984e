import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { CodeColumn, CycleHistory } from '@mining-ops/haulage/calibration/cycle-history.js';
import { fitFirstArrivals } from '@mining-ops/haulage/calibration/fit-first-arrivals.js';
import { fitShiftEffects } from '@mining-ops/haulage/calibration/fit-shift-effects.js';
import type { CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import { drivenRows } from './cycle-history.js';
import { recordedShifts, type RecordedShift } from './recorded-shifts.js';
import { learnShiftClock, minutesIntoShift } from './shift-clock.js';

/**
 * What the records say of whole shifts: how they differ from what their conditions let expect, and when their trucks
 * first come to the loader.
 *
 * @param history the driven trips of the snapshot (see `cycleHistory`)
 */
export function learnShifts(
  snapshot: FleetSnapshot,
  history: CycleHistory,
): Pick<CalibratedHistory, 'shiftEffects' | 'firstArrivalMin'> {
  const shifts = recordedShifts(snapshot);
  return {
    shiftEffects: fitShiftEffects(history, shiftColumn(snapshot, shifts)),
    firstArrivalMin: fitFirstArrivals(firstArrivals(snapshot, shifts)),
  };
}

/** The shift of each driven trip; −1 where it is in none. */
function shiftColumn({ activities }: FleetSnapshot, shifts: readonly RecordedShift[]): CodeColumn {
  const ofRow = new Int32Array(activities.count).fill(-1);
  shifts.forEach(({ rows }, shift) => {
    for (const row of rows) ofRow[row] = shift;
  });
  return { codes: Int32Array.from(drivenRows(activities), (row) => ofRow[row] ?? -1), levels: shifts.length };
}

/** When each truck first joined the queue, min into the shift; trucks that missed their first cycle are left out. */
function firstArrivals({ activities }: FleetSnapshot, shifts: readonly RecordedShift[]): Float64Array {
  const clock = learnShiftClock(shifts);
  const arrivals: number[] = [];
  for (const shift of shifts) {
    const minutes = minutesIntoShift(clock, shift);
    const seen = new Set<number>();
    shift.rows.forEach((row, i) => {
      const truck = activities.truckIndex[row] ?? -1;
      const [arrivalMin, cycleMin] = [minutes[i] ?? NaN, activities.cycleMin[row] ?? NaN];
      // Later than a whole cycle is no late start: rain, or a first trip that was not recorded.
      if (truck >= 0 && !seen.has(truck) && arrivalMin < cycleMin) arrivals.push(Math.max(0, arrivalMin));
      seen.add(truck);
    });
  }
  return Float64Array.from(arrivals);
}
