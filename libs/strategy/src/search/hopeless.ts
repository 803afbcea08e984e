import { estimate } from '@mining-ops/des/statistics/estimate.js';
import type { Goal } from '../economics/objective.js';
import type { Evaluation } from './evaluation.js';
import { surelyReached, type PilotGain } from './exclude.js';
import { gainBound } from './gain-bound.js';
import type { Wanted } from './search-batch.js';

/** So many classes of candidates, by their bounds the most promising, say what the others must be able to reach. */
const PILOT_CLASSES = 32;
const PILOT_REPLICATIONS = 20;
/** A search of fewer candidates simulates them all: a pilot would cost more than it saves. */
const FEWEST_FOR_PILOT = 100;

/** Candidates, and what becomes of them. */
export interface Sifted {
  /** Those that may be among the best, ascending. */
  readonly left: readonly number[];
  readonly excluded: ReadonlySet<number>;
}

/**
 * Tells the candidates that may be among the best `wanted` classes from those that cannot, by proven bounds: a pilot of
 * the most promising says what the best surely reach. Yields the pilot.
 */
export function* withoutTheHopeless(
  evaluation: Evaluation,
  wanted: number,
): Generator<readonly Wanted[], Sifted> {
  const { space } = evaluation;
  const excluded = new Set<number>();
  if (space.size < FEWEST_FOR_PILOT)
    return { left: Array.from({ length: space.size }, (_, candidate) => candidate), excluded };
  const bounds = boundsOf(evaluation);
  const pilot = mostPromising(evaluation, bounds);
  yield evaluation.missing(pilot, PILOT_REPLICATIONS);
  const reached = surelyReached(
    pilot.map((candidate) => pilotGain(evaluation, candidate)),
    wanted,
  );
  const left: number[] = [];
  space.groups.forEach((group, g) => {
    space.plan.truckCounts.forEach((_, count) => {
      const hopeless = bounds[g]![count]! < reached;
      group.rules.forEach((_rule, rule) => {
        const candidate = space.indexOf(group, count, rule);
        if (hopeless) excluded.add(candidate);
        else left.push(candidate);
      });
    });
  });
  return { left, excluded };
}

/** No candidate that was not simulated hauls more than this on average, t. */
export function mostTonnesUnsimulated(evaluation: Evaluation): number {
  const { space } = evaluation;
  const goal: Goal = { objective: 'tonnes', targetT: 0 };
  let most = -Infinity;
  for (const group of space.groups) {
    space.plan.truckCounts.forEach((trucks, count) => {
      const simulated = group.rules.every(
        (_, rule) => evaluation.replicationsOf(space.indexOf(group, count, rule)) > 0,
      );
      if (simulated) return;
      const bound = space.bounded(group);
      const terms = evaluation.termsFor(trucks, group.loaders.length);
      most = Math.max(most, gainBound(goal, bound, trucks, terms));
    });
  }
  return most;
}

/** Upper bounds of the gain: [group][truck count]; no dispatch rule exceeds them. */
function boundsOf(evaluation: Evaluation): number[][] {
  const { space, goal } = evaluation;
  return space.groups.map((group) => {
    const bound = space.bounded(group);
    return space.plan.truckCounts.map((count) =>
      gainBound(goal, bound, count, evaluation.termsFor(count, group.loaders.length)),
    );
  });
}

/** One candidate of each of the classes with the highest bounds. */
function mostPromising(evaluation: Evaluation, bounds: readonly (readonly number[])[]): number[] {
  const { space } = evaluation;
  const ranked = space.groups
    .flatMap((group, g) =>
      space.plan.truckCounts.map((_, count) => ({
        candidate: space.indexOf(group, count, 0),
        bound: bounds[g]![count]!,
      })),
    )
    .sort((a, b) => b.bound - a.bound || a.candidate - b.candidate);
  const pilot = new Map<number, number>();
  for (const { candidate } of ranked) {
    if (pilot.size === PILOT_CLASSES) break;
    const twins = evaluation.classOf(candidate);
    if (!pilot.has(twins)) pilot.set(twins, candidate);
  }
  return [...pilot.values()];
}

function pilotGain(evaluation: Evaluation, candidate: number): PilotGain {
  const results = evaluation.of(candidate);
  const { mean, standardDeviation } = estimate(evaluation.gains(candidate, results.meanFigures()));
  return {
    class: evaluation.classOf(candidate),
    mean,
    standardError: standardDeviation / Math.sqrt(results.replications),
    replications: results.replications,
  };
}
