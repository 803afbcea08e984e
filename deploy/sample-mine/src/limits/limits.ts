import { streamFor } from '../base/draws.js';
import { delayProbability } from '../laws/delay.js';
import { drawChance, tripFuelL, tripOutcome } from '../laws/trip-outcome.js';
import type { SampleMine } from '../sample-mine.js';
import { cycleMin, type Trip } from '../trips/loader-shift.js';
import { drawQueueMin, queuePools } from './queue-pools.js';
import { bestR2, realisedR2, weightedAuc } from './score-limits.js';

/** How well the true conditional mean (or probability) of a target does. */
export interface Limit {
  readonly target: string;
  readonly score: 'R²' | 'AUC';
  /** In the long run, over mines' trips with these features. */
  readonly expected: number;
  /** On the trips as they came out, before dirt. */
  readonly onTheseRows: number;
}

const DRAWS_PER_ROW = 40;

const TARGETS: readonly (readonly [string, (trip: Trip) => number])[] = [
  ['fuelConsumed', (trip) => trip.fuelL],
  ['loadWeight', (trip) => trip.outcome.loadT],
  ['queueDuration', (trip) => trip.queueMin],
  ['loadingDuration', (trip) => trip.outcome.loadingMin],
  ['haulingDuration', (trip) => trip.outcome.haulMin],
  ['dumpingDuration', (trip) => trip.outcome.dumpingMin],
  ['returnDuration', (trip) => trip.outcome.returnMin],
  ['totalCycleTime', cycleMin],
];

/** Each trip drawn again many times: the same 13 features, other chance and another queue. */
function redraw(mine: SampleMine): Trip[][] {
  const pools = queuePools(mine);
  const stream = streamFor(mine.seed, 'limits');
  return mine.history.trips.map((trip) => {
    const pool = pools.get(trip.loaderShift);
    if (pool === undefined) throw new Error('a trip belongs to no recorded shift');
    return Array.from({ length: DRAWS_PER_ROW }, () => {
      const chance = drawChance(stream);
      const outcome = tripOutcome(trip.conditions, chance);
      const queueMin = drawQueueMin(stream, pool);
      return { ...trip, outcome, queueMin, fuelL: tripFuelL(trip.conditions, outcome, queueMin, chance) };
    });
  });
}

function delayLimit(trips: readonly Trip[]): Limit {
  const probabilities = trips.map(({ conditions }) => delayProbability(conditions));
  const delayed = trips.map(({ outcome }) => Number(outcome.isDelayed));
  const complement = (weights: readonly number[]): number[] => weights.map((weight) => 1 - weight);
  return {
    target: 'isDelayed',
    score: 'AUC',
    expected: weightedAuc(probabilities, probabilities, complement(probabilities)),
    onTheseRows: weightedAuc(probabilities, delayed, complement(delayed)),
  };
}

/**
 * The best scores that any model on the 13 features of SCHEMA.md could reach on this mine, by conditional Monte Carlo.
 * The features name truck, operator, excavator and road (no two share their numbers), so all that the laws need is
 * known but chance and the queue.
 */
export function limitsOf(mine: SampleMine): Limit[] {
  const { trips } = mine.history;
  const redrawn = redraw(mine);
  const regressions = TARGETS.map(([target, valueOf]): Limit => {
    const rows = redrawn.map((draws) => ({ values: draws.map(valueOf) }));
    const means = rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0) / values.length);
    return {
      target,
      score: 'R²',
      expected: bestR2(rows),
      onTheseRows: realisedR2(trips.map(valueOf), means),
    };
  });
  return [...regressions, delayLimit(trips)];
}
