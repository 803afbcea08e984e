import type { SelectionEnd } from '../selection/selection-outcome.js';
import type { Candidate } from './candidate-space.js';
import type { CandidateFate } from './fates.js';

/** How far a search is. */
export interface SearchProgress {
  readonly candidates: number;
  /** Candidates that can still be among the best. */
  readonly candidatesLeft: number;
  readonly replications: number;
  /** The value is in the objective's unit. */
  readonly best: { readonly candidate: Candidate; readonly value: number } | null;
  /** Of the right choice, as far as it is known. */
  readonly probability: number;
}

/** What a search came to. */
export interface SearchOutcome {
  /** Best first, no two of one class. */
  readonly chosen: readonly number[];
  /** The next best of other classes, best first. */
  readonly runnersUp: readonly number[];
  readonly probability: number;
  readonly reached: boolean;
  readonly endedBy: SelectionEnd;
  /** In the objective's unit. */
  readonly indifference: number;
  readonly replications: number;
  /** What giving each candidate equally many would have taken to be as sure; null where that was not estimated. */
  readonly equalAllocation: number | null;
  readonly fates: readonly CandidateFate[];
}

/** The search was asked for its answer before anything was simulated. */
export class NothingSimulatedError extends Error {
  override readonly name = 'NothingSimulatedError';
}
