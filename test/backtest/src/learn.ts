import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import { NoHistoryError } from '@mining-ops/haulage/calibration/multiplicative-fit.js';
import { calibratedHistory } from '@mining-ops/simulator/calibrated-history.js';
import { cycleHistory } from '@mining-ops/simulator/cycle-history.js';
import type { RecordedShift } from '@mining-ops/simulator/recorded-shifts.js';
import { learnShiftClock, type ShiftClock } from '@mining-ops/simulator/shift-clock.js';
import type { CalibratedHistory } from '@mining-ops/strategy/plan/shift-conditions.js';
import { withActivities } from './pick-activities.js';

/** All that the simulation of a shift may know: no measurement in it comes from the shifts that are tested. */
export interface Learned extends Pick<CalibratedHistory, 'calibration' | 'firstArrivalMin' | 'shiftEffects'> {
  readonly clock: ShiftClock;
  /** Share of the table's rows that can be used: the other trips were driven too, but nobody can compare them. */
  readonly recordedShare: number;
}

/**
 * Learns as the planner does, from the given shifts alone.
 *
 * @throws NoHistoryError where there are too few trips
 */
export function learnFrom(snapshot: FleetSnapshot, shifts: readonly RecordedShift[]): Learned {
  const learned = calibratedHistory(
    withActivities(
      snapshot,
      shifts.flatMap(({ rows }) => rows),
    ),
  );
  if (learned.source !== 'history') throw new NoHistoryError(learned.warnings[0]?.message);
  return {
    ...learned,
    clock: learnShiftClock(shifts),
    recordedShare: Math.min(1, cycleHistory(snapshot).length / snapshot.tables.activities.rowsRead),
  };
}
