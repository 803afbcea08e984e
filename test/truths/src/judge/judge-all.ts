import { COMPUTED_CASES } from '../cases/computed-cases.js';
import { QUEUE_CASES } from '../cases/queue-cases.js';
import { judgeComputedCase } from './judge-computed-case.js';
import { judgeQueueCase } from './judge-queue-case.js';
import { judgeSelectionCases } from './judge-selection.js';
import { judgeStatedProbability } from './judge-stated-probability.js';
import { TRUTHS_EFFORT } from './replicate.js';
import type { Verdict } from './verdict.js';

/** Every case of TRUTHS, and whether the selection keeps what it states. */
export function judgeAll(): Verdict[] {
  return [
    ...QUEUE_CASES.flatMap((queueCase) => judgeQueueCase(queueCase, TRUTHS_EFFORT)),
    ...COMPUTED_CASES.map(judgeComputedCase),
    ...judgeSelectionCases(),
    ...judgeStatedProbability(),
  ];
}
