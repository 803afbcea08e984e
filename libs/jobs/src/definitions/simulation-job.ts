import { strategyQuestionSchema } from '@mining-ops/strategy/question/strategy-question.js';
import { z } from 'zod';
import { defineJob } from './job-definition.js';
import { searchBasisSchema } from './search-basis.js';

/**
 * Simulate a part of one round of a search: a child of a `strategyJob`, done by any simulator. Whoever has the question
 * and the data knows the candidates by their numbers. The rows are kept for the parent, batch by batch.
 */
export const simulationJob = defineJob({
  queue: 'simulations',
  name: 'simulate-candidates',
  idPrefix: 'simulation',
  payload: z.object({
    question: strategyQuestionSchema,
    /** Of the search. */
    basis: searchBasisSchema,
    batches: z
      .array(
        z.object({
          /** Under which the rows are kept. */
          name: z.string(),
          candidates: z.array(z.int().min(0)).min(1),
          firstReplication: z.int().min(0),
          replications: z.int().min(1),
        }),
      )
      .min(1),
    /** Not to be begun after this, epoch ms: the search's time is over then. null: whenever. */
    latestMs: z.number().nullable(),
  }),
  result: z.object({
    /** `late`: not all was done before `latestMs`. `other-data`: the data or models here are not those of the search. */
    outcome: z.enum(['done', 'late', 'other-data']),
    /** Epoch ms. */
    begunAtMs: z.number(),
    /** How often a worker died that had it in hand. */
    stalls: z.int(),
  }),
  attempts: 4,
  backoffMs: 100,
  // A search waits for it, and it takes a fraction of a second.
  lockMs: 4_000,
});
