import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { between, round } from '../base/draws.js';
import { ENTERED_AT_MS } from '../base/calendar.js';
import type { IdSource } from '../base/ids.js';

export const PIT_NAMES = ['PIT-01', 'PIT-02', 'PIT-03'] as const;
export type PitName = (typeof PIT_NAMES)[number];

/** Where coal is loaded; the way from there to the pit's exit is part of every trip. */
export interface LoadingPoint {
  readonly id: string;
  readonly inPitKm: number;
}

/** One pit is one mining site. */
export interface Pit {
  readonly name: PitName;
  readonly siteId: string;
  readonly loadingPoints: readonly LoadingPoint[];
}

/** Where coal is dumped: `handlingMin` is what a 30-t load takes there in dry weather, from gate to gate. */
export interface DumpPoint {
  readonly id: string;
  readonly name: string;
  readonly handlingMin: number;
  /** Way from the road's end to the bay. */
  readonly areaKm: number;
}

const DUMPS = [
  { name: 'ROM-01', handlingMin: 5.6, areaKm: 0.45 },
  { name: 'ROM-02', handlingMin: 6.9, areaKm: 0.6 },
  { name: 'Crusher', handlingMin: 9.6, areaKm: 0.35 },
  { name: 'Stockpile-01', handlingMin: 8.1, areaKm: 0.7 },
] as const;

export interface Places {
  readonly pits: readonly Pit[];
  readonly dumpPoints: readonly DumpPoint[];
}

const LOADING_POINTS_PER_PIT = 4;

export function makePlaces(stream: RandomStream, ids: IdSource): Places {
  const pits = PIT_NAMES.map((name) => ({
    name,
    siteId: ids.next(ENTERED_AT_MS),
    loadingPoints: Array.from({ length: LOADING_POINTS_PER_PIT }, (_, i) => ({
      id: ids.next(ENTERED_AT_MS),
      inPitKm: round(between(stream, 0.8, 1) + i * 0.22, 2),
    })),
  }));
  return { pits, dumpPoints: DUMPS.map((dump) => ({ id: ids.next(ENTERED_AT_MS), ...dump })) };
}
