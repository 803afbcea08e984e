/**
 * A random quantity as `mean × residual`: the mean carries the unit and what is known (road, weather, loader), the
 * residual is what remains, as a quantile table with mean 1 (see `quantileTable` in des). A one-entry table of 1 makes
 * the quantity certain.
 */
export interface Variate {
  readonly mean: number;
  readonly residuals: Float64Array;
}

/** Residual table of a quantity that does not vary. */
export const CERTAIN: Float64Array = Float64Array.of(1);
