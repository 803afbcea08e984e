import { makeAnswer } from '../answer/make-answer.js';
import type { StrategyAnswer } from '../answer/strategy-answer.js';
import { prepareCandidates } from '../evaluate/candidates.js';
import { ResultsTable } from '../evaluate/results-table.js';
import { simulate } from '../evaluate/simulation-task.js';
import { taskList, type PlacedTask } from '../evaluate/task-list.js';
import type { PlanningFleet } from '../fleet/planning-fleet.js';
import { makePlan } from '../plan/make-plan.js';
import { DEFAULT_ASSUMPTIONS, type MineAssumptions } from '../plan/shift-conditions.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { fleet, history, question } from './planning.js';

export interface Circumstances {
  readonly mine?: PlanningFleet;
  readonly assumptions?: MineAssumptions;
  readonly mostSimulated?: number;
  /** In which order the tasks are done. */
  readonly inOrder?: (tasks: readonly PlacedTask[]) => readonly PlacedTask[];
}

/** The whole chain, as the simulator runs it: question, plan, candidates, tasks, results, answer. */
export function answerOf(
  asked: Partial<StrategyQuestion> = {},
  {
    mine = fleet(),
    assumptions = DEFAULT_ASSUMPTIONS,
    mostSimulated,
    inOrder = (tasks) => tasks,
  }: Circumstances = {},
): StrategyAnswer {
  const whole = question(asked);
  const outcome = makePlan(whole, mine);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ message }) => message).join('; '));
  const { plan } = outcome;
  const learned = history();
  const candidates = prepareCandidates(whole, plan, learned, assumptions, mostSimulated);
  const results = new ResultsTable(candidates, whole.replications);
  for (const placed of inOrder(taskList(candidates, whole.seed, whole.replications)))
    results.store(placed, simulate(placed.task));
  return makeAnswer({
    question: whole,
    plan,
    candidates,
    results,
    assumptions,
    durationSource: learned.source,
    historyCycles: learned.calibration.cycles,
    dataFingerprint: 'abc',
  });
}
