import { loadingIsOver } from '../economics/vessel.js';
import { availableOperators, availableTrucks } from '../fleet/availability.js';
import type { PlanningFleet } from '../fleet/planning-fleet.js';
import { REPLICATIONS, type StrategyQuestion } from '../question/strategy-question.js';
import { questionFaults } from './check-question.js';
import { findRoads } from './find-roads.js';
import type { LoaderSet } from './loader-sets.js';
import { noRoadToUse, nothingCanBeStaffed } from './nothing-can-be-staffed.js';
import type { QuestionFault } from './question-fault.js';
import { DEFAULT_ASSUMPTIONS } from './shift-conditions.js';
import type { LeftOut, PlanRoad, StrategyPlan } from './strategy-plan.js';
import { sum, uniqueAscending } from './sum.js';
import { thinOut, type Unlisted } from './thin-out.js';

/** Simulated shifts that a question may want of all candidates together: each is kept, in some hundred bytes. */
const MOST_SHIFTS = 5_000_000;

export type PlanOutcome =
  | { readonly ok: true; readonly plan: StrategyPlan }
  | { readonly ok: false; readonly faults: readonly QuestionFault[] };

/**
 * Turns a question into the candidates to simulate, or says everything that stands against it.
 *
 * A target means that one; no target means every active road (of the site) with every available loader at its start. A
 * road whose start is no loader's place could be loaded from anywhere, so every available loader may serve it, those
 * of one place together.
 */
export function makePlan(
  question: StrategyQuestion,
  fleet: PlanningFleet,
  { shiftDurationMin } = DEFAULT_ASSUMPTIONS,
): PlanOutcome {
  const faults = questionFaults(question, fleet);
  if (faults.length > 0) return { ok: false, faults };

  const trucks = availableTrucks(fleet.trucks);
  const endMs = question.startMs + shiftDurationMin * 60_000;
  const operators = availableOperators(fleet.operators, question.shift, endMs);
  const found = findRoads(question, fleet);
  const { warnings } = found;
  const truckCounts = uniqueAscending(question.truckCounts);
  const dispatchRules = [...new Set(question.dispatchRules)];
  const rules = (loaders: number): number => (loaders > 1 ? dispatchRules.length : 1);
  const leftOut: LeftOut[] = [];
  const leave = (code: LeftOut['code'], candidates: number, reason: string): void => {
    if (candidates > 0) leftOut.push({ code, candidates, reason });
  };

  const canRun = (set: LoaderSet): boolean => set.length <= operators.loaderOperators.length;
  const runnable = new Map<readonly LoaderSet[], readonly LoaderSet[]>(); // roads share their sets
  const possible = found.roads
    .map(({ road, sets }) => {
      const kept = runnable.get(sets) ?? sets.filter(canRun);
      runnable.set(sets, kept);
      return { road, sets: kept };
    })
    .filter(({ sets }) => sets.length > 0);
  const { roads, ...thinned } = thinOut(possible);
  const possibleCounts = truckCounts.filter((count) => count <= trucks.length);
  const staffedCounts = possibleCounts.filter((count) => count <= operators.truckDrivers.length);
  const choices = (of: readonly PlanRoad[]): number =>
    sum(of, ({ sets }) => sum(sets, (set) => rules(set.length)));
  const [all, canBeRun, staffed] = [choices(found.roads), choices(possible), choices(roads)];
  const candidatesOf = (unlisted: readonly Unlisted[]): number =>
    sum(unlisted, ({ loaders, sets }) => rules(loaders) * sets) * truckCounts.length;
  leave(
    'NOT_ENOUGH_LOADERS',
    sum(found.missing, rules) * truckCounts.length,
    'too few available loaders at one place',
  );
  leave(
    'LOADER_SETS_NOT_LISTED',
    candidatesOf([...found.unlisted, ...thinned.sets]),
    'of a place with more sets of a size than can be tried, only the best were',
  );
  leave(
    'ROADS_NOT_LISTED',
    candidatesOf(thinned.roadSets),
    'of more roads than can be tried, only the shortest were',
  );
  leave(
    'NOT_ENOUGH_LOADER_OPERATORS',
    (all - canBeRun) * truckCounts.length,
    `${operators.loaderOperators.length} loader operators can work in ${question.shift}`,
  );
  leave(
    'NOT_ENOUGH_TRUCKS',
    (truckCounts.length - possibleCounts.length) * staffed,
    `${trucks.length} of ${fleet.trucks.length} trucks can work`,
  );
  leave(
    'NOT_ENOUGH_DRIVERS',
    (possibleCounts.length - staffedCounts.length) * staffed,
    `${operators.truckDrivers.length} truck drivers can work in ${question.shift}`,
  );
  if (all + found.missing.length === 0) return { ok: false, faults: [noRoadToUse(question, fleet)] };
  if (staffed === 0) {
    return { ok: false, faults: [nothingCanBeStaffed('loaderCounts', question.loaderCounts, leftOut)] };
  }
  if (staffedCounts.length === 0) {
    const ofTrucks = leftOut.filter(
      ({ code }) => code === 'NOT_ENOUGH_TRUCKS' || code === 'NOT_ENOUGH_DRIVERS',
    );
    return { ok: false, faults: [nothingCanBeStaffed('truckCounts', truckCounts, ofTrucks)] };
  }

  const shifts = staffed * staffedCounts.length * (question.replications ?? 0);
  if (shifts > MOST_SHIFTS) {
    const most = Math.floor(MOST_SHIFTS / (staffed * staffedCounts.length));
    const fewer =
      most >= REPLICATIONS.min
        ? `Ask for at most ${most}, or for fewer candidates`
        : 'Ask for fewer candidates';
    const message = `is ${question.replications ?? 0} for each of ${staffed * staffedCounts.length} candidates, more than ${MOST_SHIFTS} simulated shifts in all. ${fewer}, or leave it out: the search then spends them where they tell the best`;
    return {
      ok: false,
      faults: [{ kind: 'NOT_POSSIBLE', code: 'TOO_MANY_SHIFTS', field: 'replications', message }],
    };
  }

  const schedule = fleet.schedules.find(({ id }) => id === question.scheduleId) ?? null;
  if (schedule && loadingIsOver(schedule)) {
    warnings.push({
      code: 'SCHEDULE_CLOSED',
      message: `schedule ${schedule.id} is ${schedule.status}: nothing is left to load, and nothing is charged for it`,
    });
  }
  return {
    ok: true,
    plan: {
      roads,
      truckCounts: staffedCounts,
      dispatchRules,
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
