import type { Moments } from './moments.js';
import type { PairedDifferences } from './paired-differences.js';

/**
 * Means that can be ranked though systems have different numbers of replications. With common random numbers, all
 * systems share the luck of a replication; one with few replications has only the luck of those. The system with the
 * most replications tells how much of it there was: a control variate (Lavenberg & Welch 1981) with one coefficient for
 * all systems, from all of them together: x̄ⱼ − β·(x̄ of the reference over j's replications − x̄ over all of its own).
 *
 * @param own each system's moments
 * @param paired differences of the reference from each system, over their common replications
 * @param reference values of the reference, which has at least as many replications as any
 * @param into the results; −Infinity for a system without replications
 */
export function comparableMeans(
  own: Moments,
  paired: PairedDifferences,
  reference: Float64Array,
  into: Float64Array,
): void {
  const { counts, means, squares } = own;
  const longest = counts[paired.system]!;
  const prefixMeans = new Float64Array(longest + 1);
  const prefixSquares = new Float64Array(longest + 1);
  for (let n = 1; n <= longest; n += 1) {
    const before = reference[n - 1]! - prefixMeans[n - 1]!;
    prefixMeans[n] = prefixMeans[n - 1]! + before / n;
    prefixSquares[n] = prefixSquares[n - 1]! + before * (reference[n - 1]! - prefixMeans[n]!);
  }
  let together = 0;
  let alone = 0;
  for (let j = 0; j < counts.length; j += 1) {
    if (j === paired.system) continue;
    const ofReference = prefixSquares[counts[j]!]!;
    together += (squares[j]! + ofReference - paired.squares[j]!) / 2;
    alone += ofReference;
  }
  const beta = alone > 0 ? Math.min(1, Math.max(0, together / alone)) : 0;
  for (let j = 0; j < counts.length; j += 1) {
    const n = counts[j]!;
    into[j] = n > 0 ? means[j]! - beta * (prefixMeans[n]! - prefixMeans[longest]!) : -Infinity;
  }
}
