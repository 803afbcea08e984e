import { availableLoaders } from '../fleet/availability.js';
import type { PlanningFleet, PlanningLoader, PlanningRoad } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { ledSets, wholeSets, type LoaderSet, type LoaderSets } from './loader-sets.js';
import type { PlanRoad, PlanWarning } from './strategy-plan.js';
import { sum, uniqueAscending } from './sum.js';
import type { Unlisted } from './thin-out.js';

export interface RoadSearch {
  readonly roads: readonly PlanRoad[];
  /** The loader counts that no place can provide, one entry a road and count. */
  readonly missing: readonly number[];
  /** Sets of a size that a place has beyond those listed. */
  readonly unlisted: readonly Unlisted[];
  readonly warnings: PlanWarning[];
}

/** The roads that the question allows, each with the sets of loaders that could serve it. */
export function findRoads(question: StrategyQuestion, fleet: PlanningFleet): RoadSearch {
  const loaders = availableLoaders(fleet.loaders);
  const target = loaders.find(({ id }) => id === question.loaderId) ?? null;
  const places = byPlace(loaders);
  const listed = new Map<string, LoaderSets>();
  /** The sets of a pool are the same for every road: listed once, and shared. */
  const setsOf = (pool: readonly PlanningLoader[], count: number): LoaderSets => {
    const key = `${count}\n${pool[0]?.id ?? ''}`;
    const known = listed.get(key);
    if (known) return known;
    const sets =
      question.space === 'whole'
        ? wholeSets(pool, count, target)
        : { sets: ledSets(pool, count, target), unlisted: 0 };
    listed.set(key, sets);
    return sets;
  };
  const missing: number[] = [];
  /** Roads with the same loaders have the same list of sets. */
  const lists = new Map<string, LoaderSet[]>();
  const unlisted: Unlisted[] = [];
  const warnings: PlanWarning[] = [];
  const roads = roadsToTry(question, fleet.roads, target).map((road) => {
    const pools = poolsFor(road, target, places);
    if (
      target &&
      question.roadId !== null &&
      placeKnown(road, places) &&
      road.startPoint !== target.currentLocation
    ) {
      warnings.push({
        code: 'LOADER_ELSEWHERE',
        message: `${target.name} stands at ${target.currentLocation ?? 'no known place'}, but ${road.name} starts at ${road.startPoint ?? 'no known place'}: it would have to be moved`,
      });
    }
    const sets = uniqueAscending(question.loaderCounts).flatMap((count) => {
      const found = pools.map((pool) => setsOf(pool, count));
      const here = found.flatMap((one) => one.sets);
      if (here.length === 0) missing.push(count);
      const more = sum(found, (one) => one.unlisted);
      if (more > 0) unlisted.push({ loaders: count, sets: more });
      return here;
    });
    const loadersOfRoad = pools.map(([first]) => first?.id ?? '').join('\n');
    const shared = lists.get(loadersOfRoad) ?? sets;
    lists.set(loadersOfRoad, shared);
    return { road, sets: shared };
  });
  return { roads, missing, unlisted, warnings };
}

function roadsToTry(
  question: StrategyQuestion,
  roads: readonly PlanningRoad[],
  target: PlanningLoader | null,
): readonly PlanningRoad[] {
  const allowed = roads.filter(
    (road) =>
      road.isActive &&
      (question.roadId === null || road.id === question.roadId) &&
      (question.siteId === null || road.miningSiteId === question.siteId),
  );
  if (!target || question.roadId !== null) return allowed;
  // A loader serves the roads that start where it stands; it is moved only where none does, or where it is asked.
  const fromItsPlace = allowed.filter((road) => road.startPoint === target.currentLocation);
  return fromItsPlace.length > 0 ? fromItsPlace : allowed;
}

function byPlace(loaders: readonly PlanningLoader[]): Map<string | null, PlanningLoader[]> {
  const places = new Map<string | null, PlanningLoader[]>();
  for (const loader of loaders) {
    const there = places.get(loader.currentLocation);
    if (there) there.push(loader);
    else places.set(loader.currentLocation, [loader]);
  }
  return places;
}

function placeKnown(road: PlanningRoad, places: ReadonlyMap<string | null, unknown>): boolean {
  return road.startPoint !== null && places.has(road.startPoint);
}

/** The groups of loaders that could serve a road, each group at one place. */
function poolsFor(
  road: PlanningRoad,
  target: PlanningLoader | null,
  places: ReadonlyMap<string | null, PlanningLoader[]>,
): PlanningLoader[][] {
  if (target) return [places.get(target.currentLocation) ?? [target]];
  const atStart = road.startPoint === null ? undefined : places.get(road.startPoint);
  return atStart ? [atStart] : [...places.values()];
}
