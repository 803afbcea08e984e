import type { ServingManifest } from '@mining-ops/model-files/serving-manifest.js';

/** Inputs of predictions, column by column: each has one value a row. */
export interface FeatureBatch {
  readonly rows: number;
  /** By feature; NaN is unknown. */
  readonly numbers: Readonly<Record<string, ArrayLike<number>>>;
  /** By feature; an empty text is unknown. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

/** The numbers of a batch row by row, in the order that a model takes them, as a graph reads them (32 bits). */
export function numbersFor({ features }: ServingManifest, { rows, numbers }: FeatureBatch): Float32Array {
  const columns = features.numeric.map((name) => columnOf(name, rows, numbers[name]));
  const values = new Float32Array(rows * columns.length);
  let next = 0;
  for (let row = 0; row < rows; row += 1)
    for (const column of columns) {
      values[next] = column[row] ?? Number.NaN;
      next += 1;
    }
  return values;
}

/** The categories of a batch row by row, in the order that a model takes them. */
export function categoriesFor({ features }: ServingManifest, { rows, categories }: FeatureBatch): string[] {
  const columns = features.categorical.map((name) => columnOf(name, rows, categories[name]));
  const values: string[] = [];
  for (let row = 0; row < rows; row += 1) for (const column of columns) values.push(column[row] ?? '');
  return values;
}

function columnOf<T>(name: string, rows: number, column: ArrayLike<T> | undefined): ArrayLike<T> {
  if (column === undefined) throw new Error(`the batch lacks the feature ${name}, which the model takes`);
  if (column.length === rows) return column;
  throw new Error(`the batch has ${rows} rows, and its feature ${name} has ${column.length}`);
}
