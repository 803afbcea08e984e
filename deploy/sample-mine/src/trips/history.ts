import { SHIFT_NAMES } from '../base/calendar.js';
import { streamFor } from '../base/draws.js';
import { runLoaderShift, type Background, type LoaderShift, type Trip } from './loader-shift.js';
import { pitShiftsInRandomOrder, rosterOf, type Fleet, type PitShift } from './roster.js';

/** A recorded excavator's shift, and where it came from. */
export interface RecordedShift {
  readonly pitShift: PitShift;
  readonly loaderShift: LoaderShift;
}

export interface History {
  readonly shifts: readonly RecordedShift[];
  /** By the time at which they joined the queue. */
  readonly trips: readonly Trip[];
}

/**
 * Who is out when. A driver may be asked for by two pits at once, and a truck comes back from its last trip some minutes
 * into the next shift.
 */
class DutyRoll {
  private readonly out = new Map<number, Set<string>>();

  enter(pitShift: PitShift, { crew }: LoaderShift): void {
    const nth = nthShift(pitShift);
    const ids = this.out.get(nth) ?? new Set();
    for (const { truck, operator } of crew) ids.add(truck.id).add(operator.id);
    this.out.set(nth, ids);
  }

  /** Whether a truck or driver is out in the shift, the one before, or the one after. */
  isOut(id: string, pitShift: PitShift): boolean {
    const nth = nthShift(pitShift);
    return [nth - 1, nth, nth + 1].some((each) => this.out.get(each)?.has(id));
  }
}

/** Number of a shift since the history's start. */
const nthShift = ({ day, shift }: PitShift): number => day * SHIFT_NAMES.length + SHIFT_NAMES.indexOf(shift);

/**
 * A sample of the mine's history: whole shifts of randomly chosen pits until there are enough trips. All trips of a
 * recorded excavator are there, except that the latest shift is cut to reach exactly `count`.
 */
export function makeHistory(seed: number, count: number, fleet: Fleet, background: Background): History {
  const shifts: RecordedShift[] = [];
  const trips: Trip[] = [];
  const roll = new DutyRoll();
  for (const [i, pitShift] of pitShiftsInRandomOrder(seed).entries()) {
    if (trips.length >= count) break;
    const rosterStream = streamFor(seed, 'roster', i + 1);
    const roster = rosterOf(rosterStream, pitShift, fleet, background, (id) => roll.isOut(id, pitShift));
    for (const [nth, loaderShift] of roster.entries()) {
      shifts.push({ pitShift, loaderShift });
      roll.enter(pitShift, loaderShift);
      trips.push(...runLoaderShift(streamFor(seed, 'trips', i * 4 + nth), loaderShift, background));
    }
  }
  if (trips.length < count) throw new Error(`the history holds ${trips.length} trips, fewer than ${count}`);
  trips.sort((a, b) => a.queueStartMs - b.queueStartMs);
  return { shifts, trips: trips.slice(0, count) };
}
