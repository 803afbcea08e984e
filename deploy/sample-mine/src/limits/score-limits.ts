/** One possible course of things, given what a model may know. */
export interface Draws {
  /** Values of the target for this row, all with the same features. At least two. */
  readonly values: readonly number[];
}

/**
 * The best R² that a function of the features can reach: by the law of total variance
 * Var(y) = E[Var(y|x)] + Var(E[y|x]), and no function of x explains any of the first term.
 * Both are estimated without bias from draws of y given each row's x.
 */
export function bestR2(rows: readonly Draws[]): number {
  const moments = rows.map(({ values }) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, variance: squares / (values.length - 1), count: values.length };
  });
  const rowCount = moments.length;
  const grandMean = moments.reduce((sum, { mean }) => sum + mean, 0) / rowCount;
  const within = moments.reduce((sum, { variance }) => sum + variance, 0) / rowCount;
  const spread = moments.reduce((sum, { mean }) => sum + (mean - grandMean) ** 2, 0) / rowCount;
  // The means of the draws scatter about the true conditional means by a known variance.
  const excess = moments.reduce((sum, { variance, count }) => sum + variance / count, 0) / rowCount;
  const between = Math.max(0, spread - excess);
  return between / (between + within);
}

/** R² of predictions on the rows as they came out. */
export function realisedR2(actual: readonly number[], predicted: readonly number[]): number {
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const residual = actual.reduce((sum, value, i) => sum + (value - (predicted[i] ?? mean)) ** 2, 0);
  const total = actual.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return 1 - residual / total;
}

/**
 * Area under the ROC curve where row i is positive with weight `positive[i]` and negative with `negative[i]`, ranked by
 * `scores`; ties count one half. With weights p and 1 − p it is the AUC to be expected of the true probabilities (a row
 * is then compared with itself once, as a tie, which n rows make negligible).
 */
export function weightedAuc(
  scores: readonly number[],
  positive: readonly number[],
  negative: readonly number[],
): number {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let below = 0;
  let area = 0;
  let positives = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let tiedPositive = 0;
    let tiedNegative = 0;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[start] ?? 0]) {
      tiedPositive += positive[order[end] ?? 0] ?? 0;
      tiedNegative += negative[order[end] ?? 0] ?? 0;
      end += 1;
    }
    area += tiedPositive * (below + tiedNegative / 2);
    below += tiedNegative;
    positives += tiedPositive;
    start = end;
  }
  return area / (positives * below);
}
