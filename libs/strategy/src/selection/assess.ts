import { logEvidence } from './evidence.js';
import type { PairedDifferences } from './paired-differences.js';
import type { RiskTerms } from './risk-terms.js';

/** Beyond these an effect is as good as one without spread, and as none. */
const LARGEST_EFFECT = 1000;
const SMALLEST_EFFECT = 1e-4;

/** What the choice is held against. */
export interface Choice {
  /** The chosen systems. */
  readonly chosen: readonly number[];
  readonly classes: Int32Array | null;
  /** At least 0, in the values' unit. */
  readonly indifference: number;
}

/**
 * The risks of a choice: for each chosen system i and each system j that could stand in its place (not chosen, and no
 * twin of another chosen one), the inverse of the evidence against "j is better than i by at least the indifference
 * amount". The chosen ones' terms come one after the other.
 *
 * @param pairs differences of each chosen system from all, in the order of `chosen`
 * @param constant whether all of a system's replications are the same: two such systems are known, not estimated
 */
export function assess(
  { chosen, classes, indifference }: Choice,
  pairs: readonly PairedDifferences[],
  constant: (system: number) => boolean,
  into: RiskTerms,
): void {
  into.clear();
  const taken = new Set(classes ? chosen.map((i) => classes[i]!) : []);
  chosen.forEach((i, place) => {
    const { counts, means, squares } = pairs[place]!;
    for (let j = 0; j < counts.length; j += 1) {
      if (classes ? classes[j] !== classes[i] && taken.has(classes[j]!) : false) continue;
      if (chosen.includes(j)) continue;
      const n = counts[j]!;
      if (n < 2) {
        into.push(i, j, 1, LARGEST_EFFECT);
        continue;
      }
      const mean = means[j]! + indifference;
      const deviation = Math.sqrt(squares[j]! / (n - 1));
      if (squares[j] === 0 && mean > 0 && constant(i) && constant(j)) {
        into.push(i, j, 0, LARGEST_EFFECT);
        continue;
      }
      const risk = Math.exp(-logEvidence(n, mean, squares[j]!));
      // Were the two equal, the mean would be the indifference amount: as little as may be expected in the long run.
      const effect = deviation > 0 ? Math.max(mean, indifference) / deviation : LARGEST_EFFECT;
      into.push(i, j, risk, Math.min(LARGEST_EFFECT, Math.max(SMALLEST_EFFECT, effect)));
    }
  });
}
