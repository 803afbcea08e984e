import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';

const MINUTE_MS = 60_000;
/** The last reading of a weather log holds no longer than this. */
const LONGEST_READING_MS = 12 * 60 * MINUTE_MS;

/** A stretch of a shift in which haulage was not stopped by weather, min into the shift. */
export interface Spell {
  readonly startMin: number;
  readonly endMin: number;
}

/**
 * The stretches of [`startMs`, `startMs` + `lengthMin`) in which the weather log of a site does not say that operation
 * was stopped. One stretch, all of it, where there is no log.
 */
export function workingSpells(
  weather: FleetSnapshot['weather'],
  siteId: string | null,
  startMs: number,
  lengthMin: number,
): Spell[] {
  const readings = weather
    .filter(({ miningSiteId }) => miningSiteId === siteId && siteId !== null)
    .sort((a, b) => a.recordedAtMs - b.recordedAtMs);
  const spells: Spell[] = [];
  let fromMin = 0;
  readings.forEach(({ isOperational, recordedAtMs }, i) => {
    if (isOperational !== false) return;
    const untilMs = Math.min(readings[i + 1]?.recordedAtMs ?? Infinity, recordedAtMs + LONGEST_READING_MS);
    const stopMin = (recordedAtMs - startMs) / MINUTE_MS;
    const resumeMin = (untilMs - startMs) / MINUTE_MS;
    if (resumeMin <= fromMin || stopMin >= lengthMin) return;
    if (stopMin > fromMin) spells.push({ startMin: fromMin, endMin: stopMin });
    fromMin = resumeMin;
  });
  if (fromMin < lengthMin) spells.push({ startMin: fromMin, endMin: lengthMin });
  return spells;
}
