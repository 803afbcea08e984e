/** Two-sided 95% quantile of the standard normal. */
const Z95 = 1.959963984540054;

/**
 * 95% confidence interval of a probability of which `hits` of `trials` tell: the score interval, which holds its level
 * with few trials too (Wilson 1927; Agresti & Coull 1998). From 0 to 1 where there is no trial.
 */
export function wilsonInterval95(
  hits: number,
  trials: number,
): { readonly low: number; readonly high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const z2 = (Z95 * Z95) / trials;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials))) / (1 + z2);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
