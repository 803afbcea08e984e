import type { Columns } from '../trees/columns.js';

/**
 * How a linear model sees the features: each number less its mean over its standard deviation, the mean where it is
 * unknown; each level of a category as 0 or 1. An unknown level is 0 everywhere.
 */
export interface LinearInputs {
  /** Of the numeric features, in float32. */
  readonly means: Float32Array;
  /** 1 over the standard deviation; 0 for a number that never changes. */
  readonly scales: Float32Array;
  /** Levels of each category. */
  readonly levels: readonly number[];
  /** Coefficients: the numbers', then each category's levels. */
  readonly width: number;
}

// Looked up once: where globals are wrapped (in tests), each look-up in a hot loop costs more than the call.
const { fround } = Math;
const { isNaN } = Number;

const isNumber = (level: number | null): level is null => level === null;

/** Learns means and deviations from some rows. Numbers must come before categories. */
export function linearInputsOf(columns: Columns, rows: Int32Array): LinearInputs {
  const numbers = columns.levels.filter(isNumber).length;
  const levels = columns.levels.slice(numbers).map((count) => count ?? 0);
  const means = new Float32Array(numbers);
  const scales = new Float32Array(numbers);
  for (let f = 0; f < numbers; f += 1) {
    const { mean, deviation } = momentsOf(columns.values[f]!, rows);
    means[f] = mean;
    scales[f] = deviation > 1e-9 * Math.max(1, Math.abs(mean)) ? 1 / deviation : 0;
  }
  return { means, scales, levels, width: numbers + levels.reduce((sum, count) => sum + count, 0) };
}

function momentsOf(column: Float32Array, rows: Int32Array): { mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  for (const row of rows) {
    const value = column[row]!;
    if (isNaN(value)) continue;
    count += 1;
    sum += value;
  }
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (const row of rows) {
    const value = column[row]!;
    if (!isNaN(value)) squares += (value - mean) ** 2;
  }
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}

/** The non-zero inputs of one row: which coefficients they belong to, and their values. */
export class SparseRow {
  readonly index: Int32Array;
  readonly value: Float64Array;
  length = 0;

  constructor(private readonly inputs: LinearInputs) {
    const most = inputs.means.length + inputs.levels.length;
    this.index = new Int32Array(most);
    this.value = new Float64Array(most);
  }

  read(columns: Columns, row: number): void {
    const { means, scales, levels } = this.inputs;
    this.length = 0;
    for (let f = 0; f < means.length; f += 1) {
      const value = columns.values[f]![row]!;
      // Rounded as the graph's Scaler rounds.
      if (!isNaN(value)) this.push(f, fround(fround(value - means[f]!) * scales[f]!));
    }
    let offset = means.length;
    for (let c = 0; c < levels.length; c += 1) {
      const code = columns.values[means.length + c]![row]!;
      if (code >= 0) this.push(offset + code, 1);
      offset += levels[c]!;
    }
  }

  private push(index: number, value: number): void {
    this.index[this.length] = index;
    this.value[this.length] = value;
    this.length += 1;
  }
}
