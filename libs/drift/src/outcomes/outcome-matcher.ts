import { CATEGORICAL_FEATURES } from '@mining-ops/learning/features/feature-list.js';
import type { ServedVersion } from '../reference/read-reference.js';
import type { Column } from '../sample/sample.js';
import type { LogRow } from '../window/window-rows.js';
import type { RecentTrip } from './recent-trips.js';
import { DISTANCE_TOLERANCE, keyOf, MATCHED_NUMBERS } from './trip-key.js';

/** A trip and what was predicted of it, by a version that had not learned from it. */
export interface MatchedTrip {
  readonly trip: RecentTrip;
  readonly predicted: number;
}

/** Finds, for each recorded trip, the logged prediction that is nearest to it. */
export class OutcomeMatcher {
  private readonly byKey = new Map<string, number[]>();
  /** Distance to the nearest prediction so far, by target and trip. */
  private readonly nearest: Float64Array[];
  private readonly predicted: Float64Array[];
  private readonly places: readonly number[];
  private readonly distance: number;
  private readonly categories: readonly number[];
  private readonly predictions: readonly number[];

  /**
   * @param columns of the rows that will be looked at
   * @param trainedToMs until when a version (`target=version`) has learned from trips
   */
  constructor(
    private readonly trips: readonly RecentTrip[],
    private readonly served: readonly ServedVersion[],
    private readonly trainedToMs: ReadonlyMap<string, number>,
    columns: readonly Column[],
  ) {
    trips.forEach(({ key }, t) => this.byKey.set(key, [...(this.byKey.get(key) ?? []), t]));
    const placesOf = (kind: Column['kind'], names: readonly string[]): number[] => {
      const own = columns.filter((column) => column.kind === kind).map(({ name }) => name);
      return names.map((name) => own.indexOf(name));
    };
    this.places = placesOf('number', MATCHED_NUMBERS);
    this.distance = placesOf('number', ['distance'])[0] ?? -1;
    this.categories = placesOf('category', CATEGORICAL_FEATURES);
    this.predictions = placesOf(
      'number',
      served.map(({ column }) => column),
    );
    this.nearest = served.map(() => new Float64Array(trips.length).fill(Infinity));
    this.predicted = served.map(() => new Float64Array(trips.length).fill(Number.NaN));
  }

  /**
   * Looks at a row of the log.
   *
   * @param nameOf the category that a code of a column stands for
   * @param versions what the row says of its models' versions
   */
  look(row: LogRow, nameOf: (column: number, code: number) => string, versions: string): void {
    if (this.trips.length === 0) return;
    const key = keyOf(
      this.places.map((place) => row.numbers[place] ?? Number.NaN),
      this.categories.map((place) => nameOf(place, row.codes[place] ?? -1)),
    );
    const candidates = this.byKey.get(key);
    if (candidates === undefined) return;
    for (const t of candidates) {
      const { distanceKm } = this.trips[t]!;
      const off = Math.abs((row.numbers[this.distance] ?? Number.NaN) / distanceKm - 1);
      if (off <= DISTANCE_TOLERANCE) this.take(row, t, off, versions);
    }
  }

  /** Trips with their predictions, of one of the served targets. */
  matchesOf(target: ServedVersion['target']): MatchedTrip[] {
    const s = this.served.findIndex((one) => one.target === target);
    return this.trips.flatMap((trip, t) => {
      const predicted = this.predicted[s]?.[t] ?? Number.NaN;
      return Number.isNaN(predicted) ? [] : [{ trip, predicted }];
    });
  }

  /** Where two are as near, the later one counts. */
  private take(row: LogRow, t: number, off: number, versions: string): void {
    this.served.forEach(({ target, manifest }, s) => {
      const value = row.numbers[this.predictions[s]!] ?? Number.NaN;
      if (Number.isNaN(value) || off > this.nearest[s]![t]!) return;
      const version = versionIn(versions, target) ?? manifest.version;
      const trainedToMs = this.trainedToMs.get(`${target}=${version}`);
      if (trainedToMs === undefined || this.trips[t]!.atMs <= trainedToMs) return;
      this.nearest[s]![t] = off;
      this.predicted[s]![t] = value;
    });
  }
}

/** Null where the row does not say. */
function versionIn(versions: string, target: string): string | null {
  const part = versions.split(' ').find((one) => one.startsWith(`${target}=`));
  return part === undefined ? null : part.slice(target.length + 1);
}
