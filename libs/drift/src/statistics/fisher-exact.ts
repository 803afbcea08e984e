import { logGamma } from '@mining-ops/des/distributions/log-gamma.js';

// Looked up once, as globals are slow to look up where they are wrapped (in tests).
const { exp, floor, max, min } = Math;

/** Tables as probable as the observed one count as probable, whatever rounding says. */
const TOLERANCE = 1 + 1e-7;
/** Terms below this part of the observed one add nothing. */
const NEGLIGIBLE = 1e-20;

/**
 * Fisher's exact test, two-sided: the probability, at the same row and column sums, of a table that is at most as probable
 * as the one seen.
 *
 * @param yesA, a number of yeses among `a` rows of one sample
 * @param yesB, b likewise of the other
 */
export function fisherExact(yesA: number, a: number, yesB: number, b: number): number {
  const yes = yesA + yesB;
  const lowest = max(0, yes - b);
  const highest = min(a, yes);
  if (lowest === highest) return 1;
  const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const logWeight = (k: number): number => logChoose(a, k) + logChoose(b, yes - k);
  // Ratios of neighbours walk from the mode to both sides: weights relative to the mode's, which is the greatest.
  const mode = min(highest, max(lowest, floor(((a + 1) * (yes + 1)) / (a + b + 2))));
  const observed = exp(logWeight(yesA) - logWeight(mode)) * TOLERANCE;
  let [all, asExtreme] = [0, 0];
  const add = (weight: number): boolean => {
    all += weight;
    if (weight <= observed) asExtreme += weight;
    return weight > NEGLIGIBLE * min(1, observed);
  };
  let weight = 1;
  for (let k = mode; k <= highest && add(weight); k += 1)
    weight *= ((a - k) * (yes - k)) / ((k + 1) * (b - yes + k + 1));
  weight = 1;
  for (let k = mode; k > lowest; k -= 1) {
    weight *= (k * (b - yes + k)) / ((a - k + 1) * (yes - k + 1));
    if (!add(weight)) break;
  }
  return min(1, asExtreme / all);
}
