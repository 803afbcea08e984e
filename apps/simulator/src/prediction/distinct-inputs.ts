import type { FeatureBatch } from '@mining-ops/inference/feature-batch.js';
import {
  CATEGORICAL_FEATURES,
  NUMERIC_FEATURES,
  type FeatureVector,
} from '@mining-ops/learning/features/feature-list.js';

/** Inputs of models, each once: many trips are the same to them. */
export class DistinctInputs {
  private readonly vectors: FeatureVector[] = [];
  private readonly rows = new Map<string, number>();

  /** The row of an input, a new one where it was not there yet. */
  rowOf(vector: FeatureVector): number {
    const key = [...vector.numbers, ...vector.categories].join('\n');
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.vectors.length;
    this.rows.set(key, row);
    this.vectors.push(vector);
    return row;
  }

  batch(): FeatureBatch {
    const { vectors } = this;
    return {
      rows: vectors.length,
      numbers: Object.fromEntries(
        NUMERIC_FEATURES.map((name, i) => [name, vectors.map(({ numbers }) => numbers[i] ?? Number.NaN)]),
      ),
      categories: Object.fromEntries(
        CATEGORICAL_FEATURES.map((name, i) => [name, vectors.map(({ categories }) => categories[i] ?? '')]),
      ),
    };
  }
}
