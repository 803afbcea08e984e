import { normal } from '@mining-ops/des/distributions/normal.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { Selection } from '../selection/selection.js';
import type { Allocation, SelectionOutcome } from '../selection/selection-outcome.js';

/** Systems whose means are known: replication r of a system is normal about its mean. */
export interface MadeUpSystems {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Correlation of two systems within a replication. */
  readonly correlation: number;
  readonly seed: number;
}

/** The value of one replication; the same whenever it is asked for. */
export function madeUpValue(
  { means, deviations, correlation, seed }: MadeUpSystems,
  system: number,
  replication: number,
): number {
  const draw = (entity: number): number =>
    normal(RandomStream.of({ seed, replication, entity, purpose: 0 }), 0, 1);
  const shared = Math.sqrt(correlation) * draw(0);
  const own = Math.sqrt(1 - correlation) * draw(1 + system);
  return means[system]! + deviations[system]! * (shared + own);
}

export type ValueOf = (system: number, replication: number) => number;

export function valuesOf(
  { system, firstReplication, replications }: Allocation,
  valueOf: ValueOf,
): Float64Array {
  return Float64Array.from({ length: replications }, (_, r) => valueOf(system, firstReplication + r));
}

/** Runs a selection to its end. */
export function runToEnd(selection: Selection, valueOf: ValueOf): SelectionOutcome {
  for (;;) {
    const round = selection.nextRound();
    if (round.length === 0) return selection.outcome();
    for (const allocation of round)
      selection.add(allocation.system, allocation.firstReplication, valuesOf(allocation, valueOf));
  }
}
