import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { HISTORY_DAYS, HISTORY_START_MS, HOUR_MS, iso, MINUTE_MS } from '../base/calendar.js';
import { at, between, pick, pickWeighted, round } from '../base/draws.js';
import type { IdSource } from '../base/ids.js';
import { tableOf, type Table } from '../base/table.js';
import { WEATHERS, type Weather } from '../laws/surface.js';

/** Weather is read every three hours at each site. */
const READING_MS = 3 * HOUR_MS;
const READINGS = (HISTORY_DAYS * 24) / 3;

export interface WeatherReading {
  readonly startMs: number;
  readonly condition: Weather;
  readonly rainfallMm: number;
  /** Haulage stops while false. */
  readonly isOperational: boolean;
}

/** By site id, one reading for each three hours of the history. */
export type WeatherHistory = ReadonlyMap<string, readonly WeatherReading[]>;

type Matrix = readonly (readonly number[])[];
/** Transitions over three hours, from and to in the order of `WEATHERS`. Rain in Kalimantan peaks from November. */
const DRY_SEASON: Matrix = [
  [0.72, 0.18, 0.06, 0.03, 0.01, 0],
  [0.34, 0.42, 0.14, 0.07, 0.02, 0.01],
  [0.15, 0.27, 0.28, 0.18, 0.08, 0.04],
  [0.12, 0.22, 0.24, 0.25, 0.12, 0.05],
  [0.08, 0.15, 0.25, 0.26, 0.18, 0.08],
  [0.05, 0.12, 0.25, 0.28, 0.2, 0.1],
];
const WET_SEASON: Matrix = [
  [0.5, 0.25, 0.13, 0.07, 0.03, 0.02],
  [0.22, 0.33, 0.22, 0.13, 0.06, 0.04],
  [0.1, 0.18, 0.27, 0.23, 0.13, 0.09],
  [0.07, 0.14, 0.22, 0.29, 0.17, 0.11],
  [0.05, 0.1, 0.2, 0.27, 0.23, 0.15],
  [0.03, 0.08, 0.18, 0.26, 0.25, 0.2],
];
/** A site has the region's weather with this probability, else the next lighter or heavier one. */
const AS_THE_REGION = 0.75;
const RAIN_MM = [
  [0, 0],
  [0, 0],
  [0, 0],
  [1, 8],
  [8, 22],
  [22, 52],
] as const;
const STOP_RAIN_MM = 45;

function nextState(stream: RandomStream, state: number, wetness: number): number {
  const dry = at(DRY_SEASON, state);
  const wet = at(WET_SEASON, state);
  return pickWeighted(
    stream,
    WEATHERS.map((_, to) => [to, (1 - wetness) * at(dry, to) + wetness * at(wet, to)] as const),
  );
}

function localState(stream: RandomStream, regional: number): number {
  if (stream.uniform() < AS_THE_REGION) return regional;
  return Math.min(WEATHERS.length - 1, Math.max(0, regional + (stream.uniform() < 0.5 ? -1 : 1)));
}

export function makeWeather(stream: RandomStream, siteIds: readonly string[]): WeatherHistory {
  const history = new Map<string, WeatherReading[]>(siteIds.map((id) => [id, []]));
  let regional = 0;
  for (let i = 0; i < READINGS; i += 1) {
    regional = nextState(stream, regional, i / READINGS);
    for (const readings of history.values()) {
      const state = localState(stream, regional);
      const [least, most] = at(RAIN_MM, state);
      const rainfallMm = round(between(stream, least, most), 2);
      readings.push({
        startMs: HISTORY_START_MS + i * READING_MS,
        condition: at(WEATHERS, state),
        rainfallMm,
        isOperational: rainfallMm < STOP_RAIN_MM,
      });
    }
  }
  return history;
}

/** The reading of the site that `ms` falls into; times after the history have its last one. */
export function readingAt(history: WeatherHistory, siteId: string, ms: number): WeatherReading {
  const readings = history.get(siteId);
  if (readings === undefined) throw new RangeError(`there is no weather of site ${siteId}`);
  return at(readings, Math.min(READINGS - 1, Math.floor((ms - HISTORY_START_MS) / READING_MS)));
}

/** The first moment from `ms` on at which the site works. */
export function workingFromMs(history: WeatherHistory, siteId: string, ms: number): number {
  let from = ms;
  for (let i = 0; i < READINGS && !readingAt(history, siteId, from).isOperational; i += 1) {
    const next = readingAt(history, siteId, from).startMs + READING_MS;
    if (next <= from) return from;
    from = next;
  }
  return from;
}

const WIND = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
const VISIBILITY = ['EXCELLENT', 'EXCELLENT', 'GOOD', 'GOOD', 'MODERATE', 'POOR'] as const;
const RISK = ['LOW', 'LOW', 'LOW', 'MEDIUM', 'MEDIUM', 'HIGH'] as const;

function readingRow(stream: RandomStream, id: string, siteId: string, reading: WeatherReading) {
  const state = WEATHERS.indexOf(reading.condition);
  const localHour = (new Date(reading.startMs).getUTCHours() + 8) % 24;
  const warmth = 3.6 - Math.abs(localHour - 14) * 0.62 - (state > 2 ? 1.6 : 0);
  return {
    id,
    timestamp: iso(reading.startMs),
    miningSiteId: siteId,
    condition: reading.condition,
    temperature: round(28.4 + warmth + between(stream, -0.9, 0.9), 2),
    humidity: round(Math.min(99, 66 + 5 * state + between(stream, -5, 5)), 2),
    windSpeed: round(between(stream, 2, 9) + 2 * state * stream.uniform(), 2),
    windDirection: pick(stream, WIND),
    rainfall: reading.rainfallMm,
    visibility: at(VISIBILITY, state),
    waveHeight: null,
    seaCondition: null,
    isOperational: reading.isOperational,
    riskLevel: reading.isOperational ? at(RISK, state) : 'HIGH',
    remarks: reading.isOperational ? null : 'Hauling dihentikan',
  };
}

export function weatherTable(stream: RandomStream, ids: IdSource, history: WeatherHistory): Table {
  const rows = Array.from({ length: READINGS }, (_, i) =>
    [...history].map(([siteId, readings]) => {
      const reading = at(readings, i);
      return readingRow(stream, ids.next(reading.startMs + MINUTE_MS), siteId, reading);
    }),
  );
  return tableOf('weather_logs.csv', rows.flat());
}
