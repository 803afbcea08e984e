import { availableLoaders, availableTrucks, whyUnavailable } from '../fleet/availability.js';
import type { PlanningFleet } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import type { QuestionFault } from './question-fault.js';

/** Everything in a question that the mine's tables speak against. */
export function questionFaults(question: StrategyQuestion, fleet: PlanningFleet): QuestionFault[] {
  return [
    ...unknownIds(question, fleet),
    ...unavailableTargets(question, fleet),
    ...beyondTheMine(question, fleet),
  ];
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
