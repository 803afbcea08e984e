import type { QuestionFault } from '@mining-ops/strategy/plan/question-fault.js';
import { Problem } from '../http/problem.js';
import type { StrategyRequest } from './strategy-request.js';

/** The client's names of the question's fields. */
function fieldOf(field: QuestionFault['field'], request: StrategyRequest): string {
  const listed =
    request.decision_variables?.alokasi_truk != null || request.decision_variables?.jumlah_excavator != null;
  switch (field) {
    case 'roadId':
      return 'fixed_conditions.target_road_id';
    case 'loaderId':
      return 'fixed_conditions.target_excavator_id';
    case 'scheduleId':
      return 'fixed_conditions.target_schedule_id';
    case 'siteId':
      return 'fixed_conditions.miningSiteId';
    case 'truckCounts':
      return listed ? 'decision_variables.alokasi_truk' : 'decision_variables.max_trucks';
    case 'loaderCounts':
      return listed ? 'decision_variables.jumlah_excavator' : 'decision_variables.max_excavators';
    default:
      return field;
  }
}

/** 404 where an id is not in the data, else 422: the mine cannot do what is asked. */
export function problemOfFaults(faults: readonly QuestionFault[], request: StrategyRequest): Problem {
  const [first] = faults;
  return Problem.ofFaults(
    first?.kind === 'NOT_FOUND' ? 404 : 422,
    first?.code ?? 'NOT_POSSIBLE',
    faults.map(({ field, message }) => ({ field: fieldOf(field, request), message })),
  );
}
