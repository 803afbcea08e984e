import { QUEUE_CASES } from '../cases/queue-cases.js';
import { judgeQueueCase } from './judge-queue-case.js';
import { TRUTHS_EFFORT } from './replicate.js';
import type { Verdict } from './verdict.js';

/** Every case of TRUTHS. */
export function judgeAll(): Verdict[] {
  return QUEUE_CASES.flatMap((queueCase) => judgeQueueCase(queueCase, TRUTHS_EFFORT));
}
