/**
 * The sample mine's calendar. It is fixed, never the clock: the same seed must give the same bytes on any day.
 * All times are epoch milliseconds, UTC.
 */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** First shift of the recorded history. */
export const HISTORY_START_MS = Date.UTC(2026, 6, 1);
/** Days of history: July to October. */
export const HISTORY_DAYS = 123;
export const HISTORY_END_MS = HISTORY_START_MS + HISTORY_DAYS * DAY_MS;
/** When the master tables were exported: two hours after the last shift. */
export const EXPORTED_AT_MS = HISTORY_END_MS + 2 * HOUR_MS;
/** When the masters were first entered. */
export const ENTERED_AT_MS = Date.UTC(2026, 0, 5, 1, 30);

export const SHIFT_MIN = 480;

/**
 * Three shifts of 8 h from 00:00, 08:00 and 16:00 UTC (08:00, 16:00 and 00:00 in East Kalimantan), so that a shift lies
 * within one UTC date.
 */
export const SHIFT_NAMES = ['SHIFT_1', 'SHIFT_2', 'SHIFT_3'] as const;
export type ShiftName = (typeof SHIFT_NAMES)[number];

export const shiftStartMs = (day: number, shift: ShiftName): number =>
  HISTORY_START_MS + day * DAY_MS + SHIFT_NAMES.indexOf(shift) * 8 * HOUR_MS;

/** ISO 8601 with milliseconds and Z, as the export writes it. */
export const iso = (ms: number): string => new Date(ms).toISOString();
