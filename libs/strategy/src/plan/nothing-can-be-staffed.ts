import type { PlanningFleet } from '../fleet/planning-fleet.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import type { QuestionFault } from './question-fault.js';
import type { LeftOut } from './strategy-plan.js';

const PEOPLE = new Set<LeftOut['code']>(['NOT_ENOUGH_DRIVERS', 'NOT_ENOUGH_LOADER_OPERATORS']);

const fault = (field: QuestionFault['field'], message: string): QuestionFault => ({
  kind: 'NOT_POSSIBLE',
  code: 'NOTHING_CAN_BE_STAFFED',
  field,
  message,
});

/** The question leaves no road: because of the site where it names one, else because the mine has none. */
export function noRoadToUse({ siteId, roadId }: StrategyQuestion, fleet: PlanningFleet): QuestionFault {
  if (siteId === null) {
    const roads = fleet.roads.length;
    return fault(
      'roadId',
      `finds no active road: road_segments.csv has ${roads}, none of them active. Make one active there`,
    );
  }
  const why = roadId === null ? 'has no active road' : `is not the site of the road "${roadId}"`;
  return fault('siteId', `"${siteId}" ${why}. Name another site, or none to try all`);
}

/** Even the smallest of the counts asked for was left out. */
export function nothingCanBeStaffed(
  field: 'truckCounts' | 'loaderCounts',
  counts: readonly number[],
  leftOut: readonly LeftOut[],
): QuestionFault {
  const fewest = counts.reduce((a, b) => Math.min(a, b));
  const asked = counts.every((count) => count === fewest) ? `is ${fewest}` : `is at least ${fewest}`;
  const reasons = leftOut.map(({ reason }) => reason).join('; ');
  const remedies = [
    ...(fewest > 1 ? ['ask for fewer'] : []),
    ...(leftOut.some(({ code }) => PEOPLE.has(code)) ? ['name another shift'] : []),
  ];
  const remedy = remedies.join(', or ') || 'nothing can be planned until more can work';
  return fault(
    field,
    `${asked}, which the mine cannot staff (${reasons}). ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`,
  );
}
