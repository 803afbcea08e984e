import { compareIds } from '../fleet/availability.js';
import type { PlanningLoader } from '../fleet/planning-fleet.js';

/** A place with so many sets of a size that trying all would be hopeless is tried by its led sets only. */
export const MOST_SETS = 100;

/** Loaders that work together; the first names the strategy. */
export type LoaderSet = readonly PlanningLoader[];

export interface LoaderSets {
  readonly sets: readonly LoaderSet[];
  /** Sets that exist beyond those listed. */
  readonly unlisted: number;
}

/**
 * The sets of `count` loaders out of `pool` (best first, all at one place) that the best of the others completes: one
 * led by the target, or, without a target, one for each loader that could lead. Sets that come out the same are listed
 * once; there is none where the pool is too small.
 */
export function ledSets(
  pool: readonly PlanningLoader[],
  count: number,
  target: PlanningLoader | null,
): LoaderSet[] {
  const leaders = target ? [target] : pool;
  const sets = new Map<string, LoaderSet>();
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

/** Every set of `count` loaders of the pool, with the target in each; of more than `MOST_SETS`, the led ones. */
export function wholeSets(
  pool: readonly PlanningLoader[],
  count: number,
  target: PlanningLoader | null,
): LoaderSets {
  const others = target ? pool.filter(({ id }) => id !== target.id) : pool;
  const chosen = target ? count - 1 : count;
  const all = combinationCount(others.length, chosen);
  if (all > MOST_SETS) {
    const led = ledSets(pool, count, target);
    return { sets: led, unlisted: all - led.length };
  }
  const sets = combinations(others, chosen);
  return { sets: target ? sets.map((set) => [target, ...set]) : sets, unlisted: 0 };
}

function combinationCount(n: number, k: number): number {
  let count = 1;
  for (let i = 0; i < k; i += 1) count = (count * (n - i)) / (i + 1);
  return Math.max(0, Math.round(count));
}

/** In the order of the pool. */
function combinations<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((first, i) =>
    combinations(items.slice(i + 1), count - 1).map((rest) => [first, ...rest]),
  );
}
