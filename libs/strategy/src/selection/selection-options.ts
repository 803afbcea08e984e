/** What is to be selected, how surely, and at what cost. Larger values are better. */
export interface SelectionOptions {
  /** Number of systems, from 1; they are numbered from 0. */
  readonly systems: number;
  /** How many of them are wanted, from 1. */
  readonly wanted: number;
  /**
   * The class of each system, or null where all differ. Systems of one class are near-twins: at most one of them may be
   * among the chosen.
   */
  readonly classes: Int32Array | null;
  /**
   * The difference in mean that does not matter, in the values' unit and at least 0, given the best mean so far. With 0,
   * equals cannot be told apart, and the budget ends it.
   */
  readonly indifference: (bestMean: number) => number;
  /** When to stop: the probability, in (0, 1), that no system left out is better by the indifference amount. */
  readonly targetProbability: number;
  /** Replications of every system at first, at least 2; fewer where the budget is less than that. */
  readonly firstStage: number;
  /** Replications of all systems together, at most; at least 2 for each system. */
  readonly budget: number;
}

/** @throws RangeError that names the option, its value and what it must be */
export function checkOptions(options: SelectionOptions): void {
  const { systems, wanted, classes, targetProbability, firstStage, budget } = options;
  whole('systems', systems, 1);
  whole('wanted', wanted, 1);
  whole('firstStage', firstStage, 2);
  if (classes && classes.length !== systems)
    throw new RangeError(`classes must have one entry for each of ${systems} systems, got ${classes.length}`);
  if (!(targetProbability > 0 && targetProbability < 1))
    throw new RangeError(`targetProbability must be between 0 and 1, got ${targetProbability}`);
  if (!(Number.isInteger(budget) && budget >= 2 * systems))
    throw new RangeError(
      `budget must be a whole number of at least 2 replications for each of ${systems} systems, got ${budget}: ` +
        'raise it, or consider fewer systems',
    );
}

function whole(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name} must be a whole number of at least ${least}, got ${value}`);
}
