/** What a closed network does in the long run. "Away" is: anywhere but at the source, waiting or served. */
export interface SteadyFigures {
  /** Cycles a unit of time. */
  readonly throughput: number;
  /** Probability that nobody is away. */
  readonly noneAway: number;
  /** Mean number of customers away. */
  readonly away: number;
  /** Mean time from leaving the source to coming back. */
  readonly response: number;
}

/** In the order in which they are simulated and printed. */
export const FIGURE_NAMES = ['throughput', 'noneAway', 'away', 'response'] as const;
