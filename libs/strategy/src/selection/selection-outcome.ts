/** Replications of one system that are to be run next. */
export interface Allocation {
  readonly system: number;
  readonly firstReplication: number;
  readonly replications: number;
}

/** What became of a system: among the chosen, still to be told from one of them, or surely enough not better. */
export type Fate = 'chosen' | 'contender' | 'screened';

/** Why it ended: surely enough, the budget was spent, or it was stopped from outside. */
export type SelectionEnd = 'guarantee' | 'budget' | 'time' | 'cancelled';

/** What is known at some point. */
export interface SelectionProgress {
  /** Rounds whose results are in. */
  readonly rounds: number;
  /** Replications of all systems together. */
  readonly replications: number;
  /** Systems that are chosen or contenders. */
  readonly left: number;
  /** The best so far, best first. */
  readonly chosen: readonly number[];
  /** The stated probability so far. */
  readonly probability: number;
}

export interface SelectionOutcome extends SelectionProgress {
  /** Whether the target probability was reached. */
  readonly reached: boolean;
  readonly endedBy: SelectionEnd;
  /** The indifference amount that the probability is for, in the values' unit. */
  readonly indifference: number;
  /** Of each system. */
  readonly fates: readonly Fate[];
  /** The round after which a screened system was last found to be one, from 1; 0 for the others. */
  readonly screenedInRound: Int32Array;
  /** Replications of each system. */
  readonly counts: Int32Array;
  /** Mean of each system's replications; NaN without any. */
  readonly means: Float64Array;
  /** Those means corrected for the luck of the replications that a system has: what the order of the chosen follows. */
  readonly comparableMeans: Float64Array;
  /** Standard error of each mean; NaN with fewer than 2 replications. */
  readonly standardErrors: Float64Array;
  /**
   * Replications that giving each system equally many would have taken to state the same probability, were every
   * difference's mean and spread what they are found to be.
   */
  readonly equalAllocation: number;
}
