/** Rows of features by column, in the precision in which models are asked: what ONNX Runtime compares is what was learned. */
export interface Columns {
  readonly rows: number;
  /** One array a feature, `rows` long. Numbers are NaN where unknown; categories are codes 0 … levels − 1, −1 where unknown. */
  readonly values: readonly Float32Array[];
  /** By feature: how many levels a category has; null is a number. */
  readonly levels: readonly (number | null)[];
}
