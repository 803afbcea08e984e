import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { readTable } from '@mining-ops/fleet-data/read-table.js';
import { CATEGORICAL_FEATURES } from '@mining-ops/learning/features/feature-list.js';
import type { TripOutcome } from '@mining-ops/learning/features/targets.js';
import { trainingRows, type TrainingRow } from '@mining-ops/learning/preparation/training-file.js';
import { toSixDigits } from '../sample/sample.js';
import { keyOf, MATCHED_NUMBERS } from './trip-key.js';

/** A recorded trip, with the inputs by which its prediction is found. */
export interface RecentTrip {
  readonly atMs: number;
  readonly key: string;
  readonly distanceKm: number;
  readonly shift: string;
  readonly outcome: (target: TripOutcome) => number | null;
}

/** The prepared trips since a moment. None where no data were prepared: there is nothing to match then. */
export async function recentTrips(dataDir: string, fromMs: number): Promise<RecentTrip[]> {
  const trips: RecentTrip[] = [];
  try {
    await readTable(dataDir, trainingRows, (row) => {
      if (row.createdAtMs >= fromMs) trips.push(tripOf(row));
    });
  } catch (error) {
    if (!(error instanceof FleetDataError)) throw error;
    return [];
  }
  return trips;
}

function tripOf(row: TrainingRow): RecentTrip {
  const number = (value: number | null): number =>
    value === null ? Number.NaN : toSixDigits(Math.fround(value));
  const own = { ...row };
  return {
    atMs: row.createdAtMs,
    key: keyOf(
      MATCHED_NUMBERS.map((name) => number(row[name])),
      CATEGORICAL_FEATURES.map((name) => row[name]),
    ),
    distanceKm: number(row.distance),
    shift: row.shift,
    outcome: (target) => {
      const value = own[target];
      return value === null ? null : Number(value);
    },
  };
}
