import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { calibrate, type Calibration } from '@mining-ops/haulage/calibration/calibrate.js';
import type { CodeColumn } from '@mining-ops/haulage/calibration/cycle-history.js';
import { fitFirstArrivals } from '@mining-ops/haulage/calibration/fit-first-arrivals.js';
import { fitShiftEffects } from '@mining-ops/haulage/calibration/fit-shift-effects.js';
import type { ShiftEffects } from '@mining-ops/haulage/calibration/shift-effects.js';
import type { Variate } from '@mining-ops/haulage/definition/spread.js';
import { cycleHistory } from '@mining-ops/simulator/calibrated-history.js';
import { withActivities } from './pick-activities.js';
import type { RecordedShift } from './recorded-shifts.js';
import { learnShiftClock, minutesIntoShift, type ShiftClock } from './shift-clock.js';

/** All that the simulation of a shift may know: no measurement in it comes from the shifts that are tested. */
export interface Learned {
  readonly calibration: Calibration;
  readonly clock: ShiftClock;
  /** Null where the records are too few: trucks then come as if from the dump. */
  readonly firstArrivalMin: Variate | null;
  /** How whole shifts differ from what their conditions let expect; empty where there are too few to tell. */
  readonly shiftEffects: ShiftEffects;
  /** Share of the table's rows that can be used: the other trips were driven too, but nobody can compare them. */
  readonly recordedShare: number;
}

/** @throws NoHistoryError where there are too few trips */
export function learnFrom(snapshot: FleetSnapshot, shifts: readonly RecordedShift[]): Learned {
  const history = cycleHistory(
    withActivities(
      snapshot,
      shifts.flatMap(({ rows }) => rows),
    ),
  );
  const clock = learnShiftClock(shifts);
  return {
    calibration: calibrate(history),
    clock,
    firstArrivalMin: fitFirstArrivals(firstArrivals(snapshot, shifts, clock)),
    shiftEffects: fitShiftEffects(history, shiftColumn(snapshot, shifts)),
    recordedShare: Math.min(1, cycleHistory(snapshot).length / snapshot.tables.activities.rowsRead),
  };
}

/** The shift of each cycle of the history: a history keeps the order of the rows, but not all of them. */
function shiftColumn(snapshot: FleetSnapshot, shifts: readonly RecordedShift[]): CodeColumn {
  const cycles = shifts.map(({ rows }) => cycleHistory(withActivities(snapshot, rows)).length);
  return {
    codes: Int32Array.from(cycles.flatMap((count, shift) => Array.from({ length: count }, () => shift))),
    levels: shifts.length,
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
