export interface KolmogorovSmirnov {
  /** The greatest distance between the two distribution functions, 0–1. */
  readonly statistic: number;
  readonly pValue: number;
}

// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { abs, exp, max, min, sqrt } = Math;

/** Pairs of sizes up to which the exact distribution is worked out; beyond, its limit is as good. */
const MOST_PAIRS = 1_000_000;

/**
 * The two-sample Kolmogorov–Smirnov test, two-sided. Exact for small samples without ties: lattice paths counted as
 * probabilities (Hodges 1957); else Kolmogorov's limiting distribution. Ties make the p-value too large, never too small.
 *
 * @param a ascending, without NaN, at least one
 * @param b likewise
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov {
  const distance = greatestDistance(a, b);
  const [m, n] = [a.length, b.length];
  const statistic = distance / (m * n);
  const pValue =
    m * n <= MOST_PAIRS ? exactPValue(m, n, distance) : limitingPValue(statistic * sqrt((m * n) / (m + n)));
  return { statistic, pValue };
}

/** The greatest distance times both sizes: a whole number, so that no rounding decides a tie. */
function greatestDistance(a: Float64Array, b: Float64Array): number {
  const [m, n] = [a.length, b.length];
  let [i, j, greatest] = [0, 0, 0];
  while (i < m && j < n) {
    const value = min(a[i]!, b[j]!);
    while (i < m && a[i] === value) i += 1;
    while (j < n && b[j] === value) j += 1;
    greatest = max(greatest, abs(i * n - j * m));
  }
  return greatest;
}

/** 1 − the probability that a random order of both samples stays closer than `distance` throughout. */
function exactPValue(m: number, n: number, distance: number): number {
  if (distance === 0) return 1;
  const inside = new Float64Array(n + 1);
  for (let j = 0; j <= n; j += 1) inside[j] = j * m < distance ? 1 : 0;
  for (let i = 1; i <= m; i += 1) {
    const weight = i / (i + n);
    inside[0] = i * n < distance ? weight * inside[0]! : 0;
    for (let j = 1; j <= n; j += 1)
      inside[j] = abs(i * n - j * m) < distance ? weight * inside[j]! + inside[j - 1]! : 0;
  }
  return min(1, max(0, 1 - inside[n]!));
}

/** Q(λ) = 2 Σ (−1)^(k−1) exp(−2k²λ²) (Kolmogorov 1933). */
function limitingPValue(lambda: number): number {
  if (lambda < 0.2) return 1; // the series converges slowly there, and is 1 to 12 digits
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) {
    const term = exp(-2 * k * k * lambda * lambda);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return min(1, max(0, 2 * sum));
}
