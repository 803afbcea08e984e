import { Selection } from '@mining-ops/strategy/selection/selection.js';
import type { SelectionOutcome } from '@mining-ops/strategy/selection/selection-outcome.js';
import type { NormalSource } from './normal-source.js';

/** Normal systems whose means are known, to be selected from. */
export interface MadeUpProblem {
  readonly name: string;
  /** True means, the largest first. */
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Correlation of any two systems within a replication: common random numbers. */
  readonly correlation: number;
  readonly wanted: number;
  readonly indifference: number;
  readonly firstStage: number;
  readonly budget: number;
}

/** Draws a problem's replications. */
export class MadeUpData {
  private readonly shared: number[] = [];
  private readonly common: number;
  private readonly own: number;

  constructor(
    private readonly problem: MadeUpProblem,
    private readonly source: NormalSource,
  ) {
    this.common = Math.sqrt(problem.correlation);
    this.own = Math.sqrt(1 - problem.correlation);
  }

  draw(system: number, firstReplication: number, replications: number): Float64Array {
    const { problem, source, shared, common, own } = this;
    const [mean, deviation] = [problem.means[system]!, problem.deviations[system]!];
    const values = new Float64Array(replications);
    for (let r = 0; r < replications; r += 1) {
      let luck = 0;
      if (common > 0) {
        while (shared.length <= firstReplication + r) shared.push(source.next());
        luck = common * shared[firstReplication + r]!;
      }
      values[r] = mean + deviation * (luck + own * source.next());
    }
    return values;
  }
}

/** Whether no system that was left out is better than a chosen one by the indifference amount or more. */
export function isGoodChoice(chosen: readonly number[], { means, indifference }: MadeUpProblem): boolean {
  const worst = chosen.reduce((least, i) => Math.min(least, means[i]!), Infinity);
  const bestLeft = means.findIndex((_, j) => !chosen.includes(j)); // the largest come first
  return bestLeft < 0 || means[bestLeft]! - worst < indifference * (1 - 1e-9);
}

/** One selection from fresh data. */
export function selectOnce(
  problem: MadeUpProblem,
  targetProbability: number,
  source: NormalSource,
): SelectionOutcome {
  const { means, wanted, indifference, firstStage, budget } = problem;
  const data = new MadeUpData(problem, source);
  const selection = new Selection({
    systems: means.length,
    wanted,
    classes: null,
    indifference: () => indifference,
    targetProbability,
    firstStage,
    budget,
  });
  for (;;) {
    const round = selection.nextRound();
    if (round.length === 0) return selection.outcome();
    for (const { system, firstReplication, replications } of round)
      selection.add(system, firstReplication, data.draw(system, firstReplication, replications));
  }
}
