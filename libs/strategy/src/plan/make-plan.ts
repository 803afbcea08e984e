import {
  availableLoaders,
  availableOperators,
  availableTrucks,
  whyUnavailable,
} from '../fleet/availability.js';
import type { PlanningFleet, PlanningLoader, PlanningRoad } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { loaderSets } from './loader-sets.js';
import { noRoadToUse, nothingCanBeStaffed } from './nothing-can-be-staffed.js';
import type { QuestionFault } from './question-fault.js';
import type { LeftOut, PlanSite, PlanWarning, StrategyPlan } from './strategy-plan.js';

export type PlanOutcome =
  | { readonly ok: true; readonly plan: StrategyPlan }
  | { readonly ok: false; readonly faults: readonly QuestionFault[] };

const DONE = new Set(['COMPLETED', 'CANCELLED']);

/**
 * Turns a question into the candidates to simulate, or says everything that stands against it.
 *
 * A target means that one; no target means every active road (of the site) with every available loader at its start. A
 * road whose start is no loader's place could be loaded from anywhere, so every available loader may serve it, those
 * of one place together.
 */
export function makePlan(question: StrategyQuestion, fleet: PlanningFleet): PlanOutcome {
  const faults = [
    ...unknownIds(question, fleet),
    ...unavailableTargets(question, fleet),
    ...beyondTheMine(question, fleet),
  ];
  if (faults.length > 0) return { ok: false, faults };

  const trucks = availableTrucks(fleet.trucks);
  const operators = availableOperators(fleet.operators, question.shift, question.startMs);
  const { sites, missingSets, warnings } = findSites(question, fleet);
  const truckCounts = uniqueAscending(question.truckCounts);
  const leftOut: LeftOut[] = [];
  const leave = (code: LeftOut['code'], candidates: number, reason: string): void => {
    if (candidates > 0) leftOut.push({ code, candidates, reason });
  };

  const staffedSites = sites.filter((site) => site.loaders.length <= operators.loaderOperators.length);
  const possibleCounts = truckCounts.filter((count) => count <= trucks.length);
  const staffedCounts = possibleCounts.filter((count) => count <= operators.truckDrivers.length);
  leave('NOT_ENOUGH_LOADERS', missingSets * truckCounts.length, 'too few available loaders at one place');
  leave(
    'NOT_ENOUGH_LOADER_OPERATORS',
    (sites.length - staffedSites.length) * truckCounts.length,
    `${operators.loaderOperators.length} loader operators can work in ${question.shift}`,
  );
  leave(
    'NOT_ENOUGH_TRUCKS',
    (truckCounts.length - possibleCounts.length) * staffedSites.length,
    `${trucks.length} of ${fleet.trucks.length} trucks can work`,
  );
  leave(
    'NOT_ENOUGH_DRIVERS',
    (possibleCounts.length - staffedCounts.length) * staffedSites.length,
    `${operators.truckDrivers.length} truck drivers can work in ${question.shift}`,
  );
  if (sites.length + missingSets === 0) return { ok: false, faults: [noRoadToUse(question, fleet)] };
  if (staffedSites.length === 0) {
    return { ok: false, faults: [nothingCanBeStaffed('loaderCounts', question.loaderCounts, leftOut)] };
  }
  if (staffedCounts.length === 0) {
    const ofTrucks = leftOut.filter(
      ({ code }) => code === 'NOT_ENOUGH_TRUCKS' || code === 'NOT_ENOUGH_DRIVERS',
    );
    return { ok: false, faults: [nothingCanBeStaffed('truckCounts', truckCounts, ofTrucks)] };
  }

  const schedule = fleet.schedules.find(({ id }) => id === question.scheduleId) ?? null;
  if (schedule && DONE.has(schedule.status)) {
    warnings.push({ code: 'SCHEDULE_CLOSED', message: `schedule ${schedule.id} is ${schedule.status}` });
  }
  return {
    ok: true,
    plan: {
      sites: staffedSites,
      truckCounts: staffedCounts,
      trucks,
      truckDrivers: operators.truckDrivers,
      loaderOperators: operators.loaderOperators,
      schedule,
      vesselName: schedule
        ? (fleet.vessels.find(({ id }) => id === schedule.vesselId)?.name ?? schedule.vesselId)
        : null,
      leftOut,
      warnings,
    },
  };
}

function unknownIds(question: StrategyQuestion, fleet: PlanningFleet): QuestionFault[] {
  const faults: QuestionFault[] = [];
  const check = (
    code: QuestionFault['code'],
    field: 'roadId' | 'loaderId' | 'scheduleId' | 'siteId',
    known: (id: string) => boolean,
    file: string,
    remedy: string,
  ): void => {
    const id = question[field];
    if (id !== null && !known(id)) {
      faults.push({ kind: 'NOT_FOUND', code, field, message: `"${id}" is not in ${file}. ${remedy}` });
    }
  };
  check(
    'UNKNOWN_ROAD',
    'roadId',
    (id) => fleet.roads.some((road) => road.id === id),
    'road_segments.csv',
    'Name another road, or none to try all',
  );
  check(
    'UNKNOWN_LOADER',
    'loaderId',
    (id) => fleet.loaders.some((loader) => loader.id === id),
    'excavators.csv',
    'Name another excavator, or none to try all',
  );
  check(
    'UNKNOWN_SCHEDULE',
    'scheduleId',
    (id) => fleet.schedules.some((s) => s.id === id),
    'sailing_schedules.csv',
    'Name another schedule, or none to plan without a vessel',
  );
  check(
    'UNKNOWN_SITE',
    'siteId',
    (id) => fleet.roads.some((road) => road.miningSiteId === id),
    'road_segments.csv',
    'Name another site, or none to try all',
  );
  return faults;
}

function unavailableTargets(question: StrategyQuestion, fleet: PlanningFleet): QuestionFault[] {
  const faults: QuestionFault[] = [];
  const road = fleet.roads.find(({ id }) => id === question.roadId);
  if (road && !road.isActive) {
    faults.push({
      kind: 'NOT_POSSIBLE',
      code: 'ROAD_UNAVAILABLE',
      field: 'roadId',
      message: `"${road.id}" (${road.name}) cannot be used: it is not active. Name another road, or none to try all`,
    });
  }
  const loader = fleet.loaders.find(({ id }) => id === question.loaderId);
  const why = loader && whyUnavailable(loader);
  if (loader && why) {
    faults.push({
      kind: 'NOT_POSSIBLE',
      code: 'LOADER_UNAVAILABLE',
      field: 'loaderId',
      message: `"${loader.id}" (${loader.name}) cannot be used: ${why}. Name another excavator, or none to try all`,
    });
  }
  return faults;
}

function beyondTheMine(question: StrategyQuestion, fleet: PlanningFleet): QuestionFault[] {
  const faults: QuestionFault[] = [];
  const most = (counts: readonly number[]): number => counts.reduce((a, b) => Math.max(a, b), 0);
  const [trucksCanWork, loadersCanWork] = [
    availableTrucks(fleet.trucks).length,
    availableLoaders(fleet.loaders).length,
  ];
  const [trucksAsked, loadersAsked] = [most(question.truckCounts), most(question.loaderCounts)];
  if (trucksAsked > fleet.trucks.length) {
    faults.push({
      kind: 'NOT_POSSIBLE',
      code: 'TOO_MANY_TRUCKS',
      field: 'truckCounts',
      message: `asks for ${trucksAsked} trucks, but the mine has ${fleet.trucks.length}, of which ${trucksCanWork} can work. Ask for at most ${trucksCanWork}`,
    });
  }
  if (loadersAsked > fleet.loaders.length) {
    faults.push({
      kind: 'NOT_POSSIBLE',
      code: 'TOO_MANY_LOADERS',
      field: 'loaderCounts',
      message: `asks for ${loadersAsked} excavators, but the mine has ${fleet.loaders.length}, of which ${loadersCanWork} can work. Ask for at most ${loadersCanWork}`,
    });
  }
  return faults;
}

interface SiteSearch {
  readonly sites: PlanSite[];
  /** Combinations of a road and a loader count that no place can provide. */
  readonly missingSets: number;
  readonly warnings: PlanWarning[];
}

function findSites(question: StrategyQuestion, fleet: PlanningFleet): SiteSearch {
  const loaders = availableLoaders(fleet.loaders);
  const target = loaders.find(({ id }) => id === question.loaderId) ?? null;
  const roads = roadsToTry(question, fleet.roads, target);
  const places = byPlace(loaders);
  const sites: PlanSite[] = [];
  const warnings: PlanWarning[] = [];
  let missingSets = 0;
  for (const road of roads) {
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
    for (const count of uniqueAscending(question.loaderCounts)) {
      const sets = pools.flatMap((pool) => loaderSets(pool, count, target));
      if (sets.length === 0) missingSets += 1;
      for (const set of sets) sites.push({ road, loaders: set });
    }
  }
  return { sites, missingSets, warnings };
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

function uniqueAscending(counts: readonly number[]): number[] {
  return [...new Set(counts)].sort((a, b) => a - b);
}
