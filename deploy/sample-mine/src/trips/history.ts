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
 * A sample of the mine's history: whole shifts of randomly chosen pits until there are enough trips. All trips of a
 * recorded excavator are there, except that the latest shift is cut to reach exactly `count`.
 */
export function makeHistory(seed: number, count: number, fleet: Fleet, background: Background): History {
  const shifts: RecordedShift[] = [];
  const trips: Trip[] = [];
  for (const [i, pitShift] of pitShiftsInRandomOrder(seed).entries()) {
    if (trips.length >= count) break;
    const rosterStream = streamFor(seed, 'roster', i + 1);
    for (const [nth, loaderShift] of rosterOf(rosterStream, pitShift, fleet, background).entries()) {
      shifts.push({ pitShift, loaderShift });
      trips.push(...runLoaderShift(streamFor(seed, 'trips', i * 4 + nth), loaderShift, background));
    }
  }
  if (trips.length < count) throw new Error(`the history holds ${trips.length} trips, fewer than ${count}`);
  trips.sort((a, b) => a.queueStartMs - b.queueStartMs);
  return { shifts, trips: trips.slice(0, count) };
}
