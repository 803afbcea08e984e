import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { z } from 'zod';
import { STREAM } from '../data/folds.js';
import type { TrainingTable } from '../data/training-table.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from '../features/feature-list.js';

/** Rows of the reference sample, at most. */
export const SAMPLE_ROWS = 2000;
const QUANTILES = 100;
/** Digits that a float32 has. */
const DIGITS = 7;

const distribution = z.object({
  /** Rows with a value. */
  count: z.int().min(0),
  missing: z.int().min(0),
  mean: z.number().nullable(),
  standardDeviation: z.number().nullable(),
  /** At 0, 1, …, 100 %; empty where no row has a value. */
  quantiles: z.array(z.number()),
});

/**
 * What a model's inputs and predictions were like when it was trained: what later ones are compared with. Distributions
 * are of all training rows; predictions are those of models that had not seen the row, as later ones will be.
 */
export const profileSchema = z.object({
  rows: z.int().min(1),
  numeric: z.record(z.string(), distribution),
  /** Rows of each level; `missing` are those that are empty or outside the vocabulary. */
  categorical: z.record(z.string(), z.object({ counts: z.record(z.string(), z.int()), missing: z.int() })),
  prediction: distribution,
  /** Rows drawn at random, by column: windows of any size can be resampled from them, features and prediction together. */
  sample: z.object({
    numeric: z.record(z.string(), z.array(z.number().nullable())),
    /** Codes into `levels`; −1 is unknown. */
    categorical: z.record(z.string(), z.object({ levels: z.array(z.string()), codes: z.array(z.int()) })),
    prediction: z.array(z.number()),
  }),
});

export type ReferenceProfile = z.output<typeof profileSchema>;
type Distribution = z.output<typeof distribution>;

/**
 * @param rows of the table that were predicted
 * @param predictions of each of them, by a model that had not seen it
 */
export function profileOf(
  table: TrainingTable,
  rows: Int32Array,
  predictions: Float64Array,
  seed: number,
): ReferenceProfile {
  const { columns, vocabulary, count } = table;
  const numbers = NUMERIC_FEATURES.length;
  const places = drawPlaces(rows.length, seed);
  const named = <T>(names: readonly string[], value: (index: number) => T): Record<string, T> =>
    Object.fromEntries(names.map((name, index) => [name, value(index)]));
  return {
    rows: count,
    numeric: named(NUMERIC_FEATURES, (f) => distributionOf(columns.values[f]!)),
    categorical: named(CATEGORICAL_FEATURES, (c) => countsOf(columns.values[numbers + c]!, vocabulary[c]!)),
    prediction: distributionOf(predictions),
    sample: {
      numeric: named(NUMERIC_FEATURES, (f) =>
        places.map((place) => {
          const value = columns.values[f]![rows[place]!]!;
          return Number.isNaN(value) ? null : rounded(value);
        }),
      ),
      categorical: named(CATEGORICAL_FEATURES, (c) => ({
        levels: [...vocabulary[c]!],
        codes: places.map((place) => columns.values[numbers + c]![rows[place]!]!),
      })),
      prediction: places.map((place) => rounded(predictions[place]!)),
    },
  };
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Quantiles at equal steps from 0 to 1 of sorted values, between neighbours in proportion. */
export function quantilesOf(sorted: ArrayLike<number>, steps: number): number[] {
  if (sorted.length === 0) return [];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const position = (i / steps) * (sorted.length - 1);
    const low = Math.floor(position);
    const below = sorted[low]!;
    const above = sorted[Math.min(low + 1, sorted.length - 1)]!;
    return rounded(below + (position - low) * (above - below));
  });
}

function distributionOf(values: Float32Array | Float64Array): Distribution {
  const known = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  const missing = values.length - known.length;
  if (known.length === 0) return { count: 0, missing, mean: null, standardDeviation: null, quantiles: [] };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  const quantiles = quantilesOf(known.sort(), QUANTILES);
  return {
    count: known.length,
    missing,
    mean: rounded(mean),
    standardDeviation: rounded(Math.sqrt(variance)),
    quantiles,
  };
}

function countsOf(
  codes: Float32Array,
  levels: readonly string[],
): { counts: Record<string, number>; missing: number } {
  const counts = levels.map(() => 0);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing += 1;
    else counts[code]! += 1;
  }
  return { counts: Object.fromEntries(levels.map((level, code) => [level, counts[code]!])), missing };
}

/** Places 0 … n − 1, `SAMPLE_ROWS` of them at random where there are more (Knuth's selection sampling), ascending. */
function drawPlaces(n: number, seed: number): number[] {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: STREAM.profile });
  const wanted = Math.min(n, SAMPLE_ROWS);
  const places: number[] = [];
  for (let place = 0; place < n; place += 1)
    if ((n - place) * stream.uniform() < wanted - places.length) places.push(place);
  return places;
}
