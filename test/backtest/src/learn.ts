import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { calibrate, type Calibration } from '@mining-ops/haulage/calibration/calibrate.js';
import { fitFirstArrivals } from '@mining-ops/haulage/calibration/fit-first-arrivals.js';
import type { Variate } from '@mining-ops/haulage/definition/spread.js';
import { cycleHistory } from '@mining-ops/simulator/calibrated-history.js';
import { withActivities } from './pick-activities.js';
import type { RecordedShift } from './recorded-shifts.js';
import { learnShiftClock, minutesIntoShift, type ShiftClock } from './shift-clock.js';

/** All that the simulation of a shift may know: nothing in it comes from the shifts that are tested. */
export interface Learned {
  readonly calibration: Calibration;
  readonly clock: ShiftClock;
  /** Null where the records are too few: trucks then come as if from the dump. */
  readonly firstArrivalMin: Variate | null;
}

/** @throws NoHistoryError where there are too few trips */
export function learnFrom(snapshot: FleetSnapshot, shifts: readonly RecordedShift[]): Learned {
  const rows = shifts.flatMap((shift) => shift.rows);
  const clock = learnShiftClock(shifts);
  return {
    calibration: calibrate(cycleHistory(withActivities(snapshot, rows))),
    clock,
    firstArrivalMin: fitFirstArrivals(firstArrivals(snapshot, shifts, clock)),
  };
}

/** When each truck first joined the queue, min into the shift; trucks that missed their first cycle are left out. */
function firstArrivals(
  { activities }: FleetSnapshot,
  shifts: readonly RecordedShift[],
  clock: ShiftClock,
): Float64Array {
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
