import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { CategoryColumn, Column, NumberColumn, Sample } from '../sample/sample.js';

const WEATHER = ['CERAH', 'BERAWAN', 'HUJAN_RINGAN'];

/** Made-up trips: fuel follows distance, one row in fifty has no rating. */
export function trips(rows: number, seed: number): Sample {
  const stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: 99 });
  const numbers = (of: () => number): Float64Array => Float64Array.from({ length: rows }, of);
  const distance = numbers(() => 2 + 5 * stream.uniform());
  const rating = numbers(() => (stream.uniform() < 0.02 ? Number.NaN : 3 + 2 * stream.uniform()));
  const weather = Int32Array.from({ length: rows }, () => {
    const u = stream.uniform();
    return u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
  });
  const fuel = distance.map((km) => 2 * km + 1 + 3 * stream.uniform());
  return {
    rows,
    columns: [
      { kind: 'number', role: 'feature', name: 'distance', values: distance, isInRow: true },
      { kind: 'number', role: 'feature', name: 'rating', values: rating, isInRow: true },
      {
        ...{ kind: 'category', role: 'feature', name: 'weatherCondition' },
        ...{ levels: WEATHER, unseen: [], codes: weather },
      },
      { kind: 'number', role: 'prediction', name: 'pred_bbm', values: fuel, isInRow: true },
    ],
  };
}

/** The sample with a column of numbers changed, row by row. */
export const withNumbers = (
  sample: Sample,
  name: string,
  change: (value: number, row: number) => number,
): Sample =>
  withColumn(sample, name, (column) => ({
    ...(column as NumberColumn),
    values: (column as NumberColumn).values.map(change),
  }));

/** The sample with a column of categories changed, row by row. */
export const withCodes = (
  sample: Sample,
  name: string,
  change: (code: number, row: number) => number,
): Sample =>
  withColumn(sample, name, (column) => ({
    ...(column as CategoryColumn),
    unseen: ['Badai Salju'],
    codes: (column as CategoryColumn).codes.map(change),
  }));

const withColumn = (sample: Sample, name: string, change: (column: Column) => Column): Sample => ({
  ...sample,
  columns: sample.columns.map((column) => (column.name === name ? change(column) : column)),
});
