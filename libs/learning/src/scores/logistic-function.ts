// Looked up once: where globals are wrapped (in tests), each look-up in a hot loop costs more than the call.
const { exp, log, max, min } = Math;

/** The probability that belongs to log-odds. */
export const sigmoid = (logOdds: number): number => 1 / (1 + exp(-logOdds));

/** As far from 0 and 1 as probabilities are kept: a single surprise must not cost infinitely much. */
export const LEAST_PROBABILITY = 1e-6;

export const clampProbability = (p: number): number => min(1 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, p));

/** The log-odds of a probability, which is first kept off 0 and 1. */
export function logit(probability: number): number {
  const p = clampProbability(probability);
  return log(p / (1 - p));
}
