import { defineJob } from '@mining-ops/jobs/definitions/job-definition.js';
import { z } from 'zod';

/** A job without work: what it costs is the queue's own. */
export const idleJob = defineJob({
  queue: 'idle',
  name: 'idle',
  idPrefix: 'idle',
  payload: z.object({ number: z.int() }),
  result: z.object({ number: z.int() }),
  attempts: 1,
  backoffMs: 0,
});
