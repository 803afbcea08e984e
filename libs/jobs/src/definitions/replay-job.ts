import { strategyQuestionSchema } from '@mining-ops/strategy/question/strategy-question.js';
import { replaySchema } from '@mining-ops/strategy/replay/replay.js';
import { z } from 'zod';
import { defineJob } from './job-definition.js';
import { searchBasisSchema } from './search-basis.js';

/** Failure code of a replay over data that are no more. */
export const DATA_CHANGED = 'DATA_CHANGED';

/** Simulate one shift of a candidate of an answered question again, and write every trip down. Done by the simulator. */
export const replayJob = defineJob({
  queue: 'replays',
  name: 'replay-shift',
  idPrefix: 'replay',
  payload: z.object({
    question: strategyQuestionSchema,
    /** What the question was answered from. */
    basis: searchBasisSchema,
    candidate: z.int().min(0),
    replication: z.int().min(0),
  }),
  result: replaySchema,
  attempts: 4,
  backoffMs: 500,
});
