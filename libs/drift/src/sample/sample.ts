/** An input of the models, or what a model said. */
export type ColumnRole = 'feature' | 'prediction';

/** A column of numbers; NaN is missing. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly role: ColumnRole;
  /** As in the prediction log. */
  readonly name: string;
  readonly values: Float64Array;
  /**
   * Whether value i belongs to row i. What models of different trainings predicted was drawn from different rows: it can be
   * compared by itself, not together with other columns.
   */
  readonly isInRow: boolean;
}

/** A column of categories, a code a row; −1 is missing. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly role: 'feature';
  readonly name: string;
  /** What codes from 0 stand for: the categories that the models know. */
  readonly levels: readonly string[];
  /** What the codes after them stand for: categories that no model has been taught. */
  readonly unseen: readonly string[];
  readonly codes: Int32Array;
}

export type Column = NumberColumn | CategoryColumn;

/** Rows that are compared as a whole with other rows: those that a model was trained on, or those that it was asked about. */
export interface Sample {
  readonly rows: number;
  readonly columns: readonly Column[];
}

// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { abs, floor, log10, round } = Math;
const { isFinite, isInteger } = Number;

const DIGITS = 6;

/**
 * A number to six digits. The reference is stored with seven, the log has what single precision holds; values that are the
 * same must be equal when both are compared, as tests of distributions count ties.
 */
export function toSixDigits(value: number): number {
  if (isInteger(value) && abs(value) < 10 ** DIGITS) return value;
  if (!isFinite(value)) return value;
  const scale = 10 ** (DIGITS - 1 - floor(log10(abs(value))));
  return round(value * scale) / scale;
}
