import { upperIncompleteGamma } from './incomplete-gamma.js';

export interface ChiSquare {
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
}

/** Where a table cell is expected to hold less, the chi-square distribution is no longer a good one (Cochran 1954). */
const LEAST_EXPECTED = 5;

/**
 * Pearson's test of homogeneity: whether two samples have the same shares of categories. Categories that neither sample
 * has do not count. With fewer than two categories left there is nothing to tell apart: statistic 0, p = 1.
 *
 * @param reference counts by category
 * @param current counts of the same categories
 */
export function chiSquareHomogeneity(reference: ArrayLike<number>, current: ArrayLike<number>): ChiSquare {
  const [m, n] = [total(reference), total(current)];
  let statistic = 0;
  let categories = 0;
  for (let k = 0; k < reference.length; k += 1) {
    const both = reference[k]! + current[k]!;
    if (both === 0) continue;
    categories += 1;
    const [expectedReference, expectedCurrent] = [(both * m) / (m + n), (both * n) / (m + n)];
    if (m > 0) statistic += (reference[k]! - expectedReference) ** 2 / expectedReference;
    if (n > 0) statistic += (current[k]! - expectedCurrent) ** 2 / expectedCurrent;
  }
  const degrees = Math.max(0, categories - 1);
  const pValue = degrees === 0 ? 1 : upperIncompleteGamma(degrees / 2, statistic / 2);
  return { statistic, degrees, pValue };
}

/**
 * The same counts with rare categories put together until each is expected five times in both samples. Which ones are put
 * together depends on the sums of both samples only, so the test's level holds.
 */
export function poolRare(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): { readonly reference: readonly number[]; readonly current: readonly number[] } {
  const [m, n] = [total(reference), total(current)];
  const least = (LEAST_EXPECTED * (m + n)) / Math.min(m, n);
  const order = Array.from({ length: reference.length }, (_, k) => k).sort(
    (a, b) => reference[a]! + current[a]! - (reference[b]! + current[b]!) || a - b,
  );
  const pooled: { readonly reference: number[]; readonly current: number[] } = { reference: [], current: [] };
  let [rareReference, rareCurrent] = [0, 0];
  for (const k of order) {
    rareReference += reference[k]!;
    rareCurrent += current[k]!;
    if (rareReference + rareCurrent < least) continue;
    pooled.reference.push(rareReference);
    pooled.current.push(rareCurrent);
    [rareReference, rareCurrent] = [0, 0];
  }
  if (rareReference + rareCurrent > 0) {
    // Even all together they are too rare: the smallest category takes them in.
    const last = Math.max(0, pooled.reference.length - 1);
    pooled.reference[last] = (pooled.reference[last] ?? 0) + rareReference;
    pooled.current[last] = (pooled.current[last] ?? 0) + rareCurrent;
  }
  return pooled;
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k += 1) sum += counts[k]!;
  return sum;
}
