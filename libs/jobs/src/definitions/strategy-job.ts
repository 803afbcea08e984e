import { strategyAnswerSchema } from '@mining-ops/strategy/answer/strategy-answer.js';
import {
  strategyQuestionSchema,
  type StrategyQuestion,
} from '@mining-ops/strategy/question/strategy-question.js';
import { defineJob } from './job-definition.js';

/**
 * A question as questions are compared: two that differ only in how they are put are the same. Counts are a set.
 */
export function comparableQuestion(question: StrategyQuestion): StrategyQuestion {
  const ascending = (counts: readonly number[]): number[] => [...new Set(counts)].sort((a, b) => a - b);
  const { truckCounts, loaderCounts, ...rest } = strategyQuestionSchema.parse(question);
  // An answer that is given again was reached within its time: a longer one would have changed nothing.
  return {
    ...rest,
    timeLimitMs: null,
    truckCounts: ascending(truckCounts),
    loaderCounts: ascending(loaderCounts),
  };
}

/** Attached to a job that has answered: every simulated candidate by its means, as gzipped JSON. */
export const CANDIDATES = 'candidates';

/** Find the best three strategies for one shift. Done by the simulator. */
export const strategyJob = defineJob({
  queue: 'strategies',
  name: 'find-strategies',
  idPrefix: 'strategy',
  payload: strategyQuestionSchema,
  result: strategyAnswerSchema,
  attempts: 4,
  backoffMs: 500,
});
