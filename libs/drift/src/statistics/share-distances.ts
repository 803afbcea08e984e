// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { log, max, sqrt } = Math;

/** Share that counts as its own where a category is empty: without it, one empty category would make the index infinite. */
const EMPTY_SHARE = 1e-4;

/**
 * The population stability index Σ(p − q)·ln(p/q), with shares of 0 taken as 1e-4 (Siddiqi 2006).
 *
 * @param p shares by category, which add up to 1
 * @param q shares of the same categories
 */
export function populationStability(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < p.length; k += 1) {
    const [own, other] = [p[k]! === 0 ? EMPTY_SHARE : p[k]!, q[k]! === 0 ? EMPTY_SHARE : q[k]!];
    sum += (own - other) * log(own / other);
  }
  return sum;
}

/**
 * The Jensen–Shannon distance: the root of the mean divergence of both distributions from their middle. From 0, where they
 * are equal, to √(ln 2 / ln base), where they have nothing in common.
 *
 * @param base of the logarithm
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>, base = Math.E): number {
  let sum = 0;
  for (let k = 0; k < p.length; k += 1) {
    const middle = (p[k]! + q[k]!) / 2;
    if (p[k]! > 0) sum += p[k]! * log(p[k]! / middle);
    if (q[k]! > 0) sum += q[k]! * log(q[k]! / middle);
  }
  return sqrt(max(0, sum / 2) / log(base));
}

/** Counts as shares; all 0 where nothing was counted. */
export function sharesOf(counts: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(counts);
  const sum = shares.reduce((total, count) => total + count, 0);
  return sum === 0 ? shares : shares.map((count) => count / sum);
}
