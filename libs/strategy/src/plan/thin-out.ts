import type { LoaderSet } from './loader-sets.js';
import type { PlanRoad } from './strategy-plan.js';
import { sum } from './sum.js';

/** Roads with sets of loaders that are tried in one search, at most: each is compiled and bounded, some 0.5 ms. */
export const MOST_GROUPS = 4_000;

/** Sets of so many loaders that were left out. */
export interface Unlisted {
  readonly loaders: number;
  readonly sets: number;
}

export interface ThinnedRoads {
  readonly roads: readonly PlanRoad[];
  /** Sets of a place beyond its best of that size. */
  readonly sets: readonly Unlisted[];
  /** All sets of the roads that were left out. */
  readonly roadSets: readonly Unlisted[];
}

/**
 * Keeps a search of very many roads and places within `most`: first only the best set of each place and size (the largest
 * buckets), then only the shortest roads. A mine of the usual size loses nothing.
 */
export function thinOut(roads: readonly PlanRoad[], most = MOST_GROUPS): ThinnedRoads {
  const size = (of: readonly PlanRoad[]): number => sum(of, ({ sets }) => sets.length);
  if (size(roads) <= most) return { roads, sets: [], roadSets: [] };
  const left = new Map<readonly LoaderSet[], readonly LoaderSet[]>(); // roads share their sets
  const bestSets = roads.map(({ road, sets }) => {
    const known = left.get(sets) ?? bestOfEachPlace(sets);
    left.set(sets, known);
    return { road, sets: known };
  });
  const dropped = roads.flatMap(({ sets }, r) => countBySize(sets, bestSets[r]!.sets));
  const shortest = new Set<PlanRoad>();
  let kept = 0;
  for (const one of bestSets.toSorted((a, b) => a.road.distanceKm - b.road.distanceKm)) {
    if (kept > 0 && kept + one.sets.length > most) break;
    shortest.add(one);
    kept += one.sets.length;
  }
  return {
    roads: bestSets.filter((one) => shortest.has(one)),
    sets: dropped,
    roadSets: bestSets.flatMap((one) => (shortest.has(one) ? [] : countBySize(one.sets, []))),
  };
}

/** The first set of each place and size: sets are listed best first. */
function bestOfEachPlace(sets: readonly LoaderSet[]): LoaderSet[] {
  const best = new Map<string, LoaderSet>();
  for (const set of sets) {
    const key = `${set.length}\n${set[0]?.currentLocation ?? ''}`;
    if (!best.has(key)) best.set(key, set);
  }
  return [...best.values()];
}

/** How many sets of each size `all` has beyond `kept`. */
function countBySize(all: readonly LoaderSet[], kept: readonly LoaderSet[]): Unlisted[] {
  const counts = new Map<number, number>();
  for (const { length } of all) counts.set(length, (counts.get(length) ?? 0) + 1);
  for (const { length } of kept) counts.set(length, (counts.get(length) ?? 0) - 1);
  return [...counts].filter(([, sets]) => sets > 0).map(([loaders, sets]) => ({ loaders, sets }));
}
