import { makeAnswer } from '../answer/make-answer.js';
import type { StrategyAnswer } from '../answer/strategy-answer.js';
import type { PlanningFleet } from '../fleet/planning-fleet.js';
import { makePlan } from '../plan/make-plan.js';
import {
  DEFAULT_ASSUMPTIONS,
  type CalibratedHistory,
  type MineAssumptions,
} from '../plan/shift-conditions.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { simulateBatch, type SearchBatch } from '../search/search-batch.js';
import { StrategySearch } from '../search/strategy-search.js';
import { fleet, history, question } from './planning.js';

export interface Circumstances {
  readonly mine?: PlanningFleet;
  readonly assumptions?: MineAssumptions;
  readonly learned?: CalibratedHistory;
  /** In which order a round's batches are done. */
  readonly inOrder?: (batches: readonly SearchBatch[]) => readonly SearchBatch[];
}

/** A search of the test mine that has yet to be run. */
export function searchOf(
  asked: Partial<StrategyQuestion> = {},
  { mine = fleet(), assumptions = DEFAULT_ASSUMPTIONS, learned = history() }: Circumstances = {},
): StrategySearch {
  const whole = question(asked);
  const outcome = makePlan(whole, mine, assumptions);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ message }) => message).join('; '));
  return new StrategySearch(whole, outcome.plan, learned, assumptions);
}

/** Runs a search to its end, as a simulator does. */
export function runSearch(
  search: StrategySearch,
  inOrder: NonNullable<Circumstances['inOrder']> = (batches) => batches,
): StrategySearch {
  for (let round = search.nextRound(); round; round = search.nextRound()) {
    for (const batch of inOrder(round.batches))
      search.accept(round, round.batches.indexOf(batch), simulateBatch(search.space, batch));
  }
  return search;
}

/** The whole chain, as the simulator runs it: question, plan, candidates, rounds, answer. */
export function answerOf(
  asked: Partial<StrategyQuestion> = {},
  circumstances: Circumstances = {},
): StrategyAnswer {
  return makeAnswer(runSearch(searchOf(asked, circumstances), circumstances.inOrder), 'abc');
}
