/**
 * What became of a candidate:
 *
 * - `chosen`: among the best three;
 * - `contender`: not told apart from them, or not yet;
 * - `screened`: simulated, and surely enough not better than the chosen;
 * - `excluded`: not simulated, or no further, as even its upper bound is below what the third best surely reaches;
 * - `unexamined`: neither simulated nor excluded, as the budget or the time did not last.
 */
export const FATES = ['chosen', 'contender', 'screened', 'excluded', 'unexamined'] as const;
export type CandidateFate = (typeof FATES)[number];
