import { strategyAnswerSchema } from '@mining-ops/strategy/answer/strategy-answer.js';
import { strategyQuestionSchema } from '@mining-ops/strategy/question/strategy-question.js';
import { defineJob } from './job-definition.js';

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
