import type { RecordedShift } from './recorded-shifts.js';

const MINUTE_MS = 60_000;
const DAY_MIN = 1440;

/** The rhythm of the recorded shifts. Minutes count from the moment at which trucks first come to the loader. */
export interface ShiftClock {
  /** Time of day at which the trucks of a label first come, min after midnight UTC. */
  readonly startOfDayMin: ReadonlyMap<string, number>;
  /** No truck joins a loader's queue later than this. */
  readonly lastCallMin: number;
}

/** Learns when shifts begin and when the last truck is let into the queue: the records do not say either. */
export function learnShiftClock(shifts: readonly RecordedShift[]): ShiftClock {
  const minutesOfDay = new Map<string, number[]>();
  for (const { label, joinedMs } of shifts) {
    const minutes = minutesOfDay.get(label) ?? [];
    for (const ms of joinedMs) minutes.push((ms / MINUTE_MS) % DAY_MIN);
    minutesOfDay.set(label, minutes);
  }
  const startOfDayMin = new Map(
    [...minutesOfDay].map(([label, minutes]) => [label, afterWidestGap(minutes)]),
  );
  const clock = { startOfDayMin, lastCallMin: 0 };
  const latest = shifts.map((shift) => Math.max(...minutesIntoShift(clock, shift)));
  return { startOfDayMin, lastCallMin: Math.max(0, ...latest) };
}

/** When each trip of a shift joined the queue, min from its start; NaN where the clock does not know its label. */
export function minutesIntoShift(
  { startOfDayMin }: Pick<ShiftClock, 'startOfDayMin'>,
  { label, startMs, joinedMs }: Pick<RecordedShift, 'label' | 'startMs' | 'joinedMs'>,
): number[] {
  const start = startOfDayMin.get(label) ?? NaN;
  // Nearest occurrence of the start to the first trip: an unusually early truck must not be taken for a day late.
  const offsetMin =
    ((((startMs / MINUTE_MS - start + DAY_MIN / 2) % DAY_MIN) + DAY_MIN) % DAY_MIN) - DAY_MIN / 2;
  return joinedMs.map((ms) => offsetMin + (ms - startMs) / MINUTE_MS);
}

/** The first of some times of day that follow each other round the clock: the one after the widest gap. */
function afterWidestGap(minutes: readonly number[]): number {
  const sorted = [...minutes].sort((a, b) => a - b);
  let [best, widest] = [sorted[0] ?? 0, -Infinity];
  sorted.forEach((minute, i) => {
    const before = i === 0 ? (sorted.at(-1) ?? 0) - DAY_MIN : (sorted[i - 1] ?? 0);
    if (minute - before > widest) [best, widest] = [minute, minute - before];
  });
  return best;
}
