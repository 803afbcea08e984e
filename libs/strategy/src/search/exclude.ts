import { studentQuantile } from '@mining-ops/des/statistics/student-quantile.js';

/** Risk that the pilot's lower limits are too high, and with it that any exclusion is wrong. */
export const EXCLUSION_RISK = 0.001;

/** What a pilot candidate's replications say of its gain. */
export interface PilotGain {
  /** Candidates of one class are near-twins: only one of them can be chosen. */
  readonly class: number;
  readonly mean: number;
  readonly standardError: number;
  readonly replications: number;
}

/**
 * A gain that the `wanted`-th best class surely reaches: with a probability of at least 1 − `EXCLUSION_RISK`, each
 * class's gain is above the lower limit of its pilot candidate at once (Student's t, Bonferroni over the pilot). What
 * cannot reach it is not among the best. Minus infinity where the pilot has fewer classes.
 */
export function surelyReached(pilot: readonly PilotGain[], wanted: number): number {
  const limits = new Map<number, number>();
  for (const { class: twins, mean, standardError, replications } of pilot) {
    const t = studentQuantile(1 - EXCLUSION_RISK / pilot.length, replications - 1);
    const limit = mean - t * standardError;
    limits.set(twins, Math.max(limit, limits.get(twins) ?? -Infinity));
  }
  return [...limits.values()].sort((a, b) => b - a)[wanted - 1] ?? -Infinity;
}
