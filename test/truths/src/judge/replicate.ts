import {
  confidenceInterval,
  type ConfidenceInterval,
} from '@mining-ops/des/statistics/confidence-interval.js';
import { Tally } from '@mining-ops/des/statistics/tally.js';
import type { ClosedNetwork } from '../network/closed-network.js';
import { NetworkRun, type Horizon } from '../network/network-run.js';
import { FIGURE_NAMES, type SteadyFigures } from '../network/steady-figures.js';

export type FigureName = keyof SteadyFigures;

export interface SimulatedFigures {
  readonly replications: number;
  readonly intervals: Readonly<Record<FigureName, ConfidenceInterval>>;
}

/** How replications are run. */
export interface Effort {
  readonly seed: number;
  readonly level: number;
  /** Largest width of an interval, as a fraction of its middle. */
  readonly relativeWidth: number;
  /** Cycles that one replication measures, about. */
  readonly cycles: number;
  readonly leastReplications: number;
  readonly mostReplications: number;
}

/** TRUTHS: 99%, at most 0.5% wide. One seed for every case, chosen before the first run. */
export const TRUTHS_EFFORT: Effort = {
  seed: 1,
  level: 0.99,
  relativeWidth: 0.005,
  cycles: 20_000,
  leastReplications: 30,
  mostReplications: 2000,
};

/** Replications added at a time, so that the rule to stop is asked rarely: asking after each would stop on luck. */
const STEP = 10;
/** Warm-up in cycles without waiting: the slowest network of TRUTHS forgets its start within about 10. */
const WARM_UP_CYCLES = 30;

/**
 * Replicates until the interval of every wanted figure is narrow enough, or `mostReplications` are run.
 *
 * @param purpose names the case's random streams
 * @param throughput expected cycles a unit of time; sets the length of a replication only
 */
export function replicate(
  network: ClosedNetwork,
  wanted: readonly FigureName[],
  purpose: number,
  throughput: number,
  effort: Effort,
): SimulatedFigures {
  const run = new NetworkRun(network);
  const horizon = horizonOf(network, effort.cycles / throughput);
  const tallies = {
    throughput: new Tally(),
    noneAway: new Tally(),
    away: new Tally(),
    response: new Tally(),
  };
  let replications = 0;
  for (;;) {
    const figures = run.run(horizon, effort.seed, replications, purpose);
    for (const name of FIGURE_NAMES) tallies[name].add(figures[name]);
    replications += 1;
    if (replications < effort.leastReplications || replications % STEP !== 0) continue;
    const enough = wanted.every(
      (name) => relativeWidth(confidenceInterval(tallies[name], effort.level)) <= effort.relativeWidth,
    );
    if (enough || replications >= effort.mostReplications) break;
  }
  const interval = (name: FigureName): ConfidenceInterval => confidenceInterval(tallies[name], effort.level);
  return {
    replications,
    intervals: {
      throughput: interval('throughput'),
      noneAway: interval('noneAway'),
      away: interval('away'),
      response: interval('response'),
    },
  };
}

/** Width of an interval as a fraction of its middle. */
export function relativeWidth({ mean, halfWidth }: ConfidenceInterval): number {
  return (2 * halfWidth) / Math.abs(mean);
}

function horizonOf({ stations }: ClosedNetwork, atLeast: number): Horizon {
  const cycle = stations.reduce((sum, station) => sum + station.mean, 0);
  // A multiple of 60, so that fixed times of whole minutes fit in without a rest and their count is exact.
  return { warmUp: WARM_UP_CYCLES * cycle, measured: 60 * Math.ceil(atLeast / 60) };
}
