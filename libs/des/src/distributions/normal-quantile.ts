const CELL = new Float64Array(1);

/**
 * The standard normal quantile: Acklam's rational approximation, relative error below 1.15e-9 on (0, 1).
 * Inversion, rather than a rejection or polar method, so that each variate takes exactly one uniform and common
 * random numbers stay aligned.
 */
export function normalQuantile(p: number): number {
  CELL[0] = p;
  replaceByNormalQuantile(CELL);
  return CELL[0];
}

/** Replaces a probability, in `cell[0]`, by its standard normal quantile (see `normalQuantile`). */
export function replaceByNormalQuantile(cell: Float64Array): void {
  const p = cell[0]!;
  if (p >= 0.02425 && p <= 0.97575) {
    const q = p - 0.5;
    const r = q * q;
    cell[0] =
      ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
        30.66479806614716) *
        r +
        2.506628277459239) *
        q) /
      (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
        13.28068155288572) *
        r +
        1);
    return;
  }
  if (p <= 0 || p >= 1) {
    cell[0] = p <= 0 ? -Infinity : Infinity;
    return;
  }
  const q = Math.sqrt(-2 * Math.log(p < 0.5 ? p : 1 - p));
  const tail =
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
      1);
  cell[0] = p < 0.5 ? tail : -tail;
}
