import type { StrategyQuestion } from '../question/strategy-question.js';

/** Why a question cannot be answered with the mine as it is: an expected outcome, not an exception. */
export interface QuestionFault {
  /** NOT_FOUND: an id that is not in the data. NOT_POSSIBLE: known, but the mine cannot do it. */
  readonly kind: 'NOT_FOUND' | 'NOT_POSSIBLE';
  readonly code:
    | 'UNKNOWN_ROAD'
    | 'UNKNOWN_LOADER'
    | 'UNKNOWN_SCHEDULE'
    | 'UNKNOWN_SITE'
    | 'ROAD_UNAVAILABLE'
    | 'LOADER_UNAVAILABLE'
    | 'TOO_MANY_TRUCKS'
    | 'TOO_MANY_LOADERS'
    | 'NOTHING_CAN_BE_STAFFED'
    | 'TOO_MANY_SHIFTS';
  /** The field of the question that is at fault. */
  readonly field: keyof StrategyQuestion;
  /** Completes "<field> …": what is wrong, the value, and what to do. */
  readonly message: string;
}
