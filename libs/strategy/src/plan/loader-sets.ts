import { compareIds } from '../fleet/availability.js';
import type { PlanningLoader } from '../fleet/planning-fleet.js';

/**
 * The sets of `count` loaders worth considering out of `pool` (best first, all at one place).
 *
 * With a `target` there is one: the target and the best of the others. Without, one for each loader that could lead:
 * that loader and the best of the others; sets that come out the same are listed once.
 *
 * @returns no set where the pool is too small
 */
export function loaderSets(
  pool: readonly PlanningLoader[],
  count: number,
  target: PlanningLoader | null,
): PlanningLoader[][] {
  const leaders = target ? [target] : pool;
  const sets = new Map<string, PlanningLoader[]>();
  for (const leader of leaders) {
    const others = pool.filter((loader) => loader.id !== leader.id).slice(0, count - 1);
    if (others.length < count - 1) continue;
    const set = [leader, ...others];
    const key = set
      .map((loader) => loader.id)
      .sort(compareIds)
      .join('\n');
    if (!sets.has(key)) sets.set(key, set);
  }
  return [...sets.values()];
}
