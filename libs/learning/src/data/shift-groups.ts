const HOUR_MS = 3_600_000;
/** A shift's name that was silent for so long begins another shift. */
const SILENCE_MS = 4 * HOUR_MS;
/** No shift is longer; where shifts have no names, days are cut into pieces of this length. */
const LONGEST_SHIFT_MS = 12 * HOUR_MS;

/**
 * Numbers the shifts that trips were driven in. Trips of one shift are alike (the same weather, trucks, drivers, face):
 * whoever tests a model on a trip must not have shown it another one of the same shift.
 *
 * A shift of the night goes over midnight, and its last trips are recorded after its end; so it is not told by the
 * calendar. A new one begins where its name has been silent for 4 hours, or 12 hours after it began.
 *
 * @param atMs when each trip was recorded
 * @param name code of each trip's shift; −1 is unknown, and counts as a name
 */
export function shiftsOf(atMs: Float64Array, name: Int32Array): Int32Array {
  const order = Uint32Array.from(atMs.keys()).sort((a, b) => atMs[a]! - atMs[b]! || a - b);
  const shift = new Int32Array(atMs.length);
  const open = new Map<number, { number: number; beganMs: number; lastMs: number }>();
  let count = 0;
  for (const row of order) {
    const now = atMs[row]!;
    const known = open.get(name[row]!);
    if (known !== undefined && now - known.lastMs <= SILENCE_MS && now - known.beganMs <= LONGEST_SHIFT_MS) {
      known.lastMs = now;
      shift[row] = known.number;
    } else {
      open.set(name[row]!, { number: count, beganMs: now, lastMs: now });
      shift[row] = count;
      count += 1;
    }
  }
  return shift;
}
