import { logEvidence } from './evidence.js';
import type { RiskTerms } from './risk-terms.js';

/** No number of replications that anyone would make. */
const MANY = 1e9;

/**
 * How many replications each system would need, all having equally many, for the risks to sum to `allowed`, if every
 * effect is what it was found to be.
 *
 * @param least replications of each system that are made in any case
 * @returns Infinity beyond a billion
 */
export function equalAllocation(terms: RiskTerms, allowed: number, least: number): number {
  // The risk falls with the effect: with the smallest first, the sum may stop where the rest cannot matter.
  const effects = terms.effect.slice(0, terms.size).sort();
  const within = (n: number): boolean => {
    let sum = 0;
    for (let e = 0; e < effects.length; e += 1) {
      const risk = Math.exp(-logEvidence(n, effects[e]!, n - 1));
      sum += risk;
      if (sum > allowed) return false;
      if (risk * (effects.length - e) < 1e-6 * allowed) break;
    }
    return true;
  };
  let low = least - 1;
  let high = least;
  while (!within(high)) {
    if (high > MANY) return Infinity;
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (within(middle)) high = middle;
    else low = middle;
  }
  return high;
}
