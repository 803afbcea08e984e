import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { at, pickWeighted, streamFor } from '../base/draws.js';
import type { SampleMine } from '../sample-mine.js';
import type { RecordedShift } from '../trips/history.js';
import { runLoaderShift, type LoaderShift } from '../trips/loader-shift.js';
import { availableCrews, CREW_SIZES } from '../trips/roster.js';

/** Queues, in min, of trips that share all that a model may know of a shift: excavator, road, conditions. */
interface QueuePool {
  readonly bySize: readonly (readonly [queueMin: readonly number[], weight: number])[];
}

const RUNS_PER_SIZE = 2;

/**
 * What the queue could have been: the shift run again with other crews of every size, each size as likely as dispatch
 * makes it. How many trucks there are, and which, is not among a model's features.
 */
function poolOf(mine: SampleMine, { pitShift, loaderShift }: RecordedShift, entity: number): QueuePool {
  const stream = streamFor(mine.seed, 'limit-queues', entity);
  return {
    bySize: CREW_SIZES.map(([size, probability]) => {
      const queues = Array.from({ length: RUNS_PER_SIZE }, () => {
        const crews = availableCrews(stream, pitShift, loaderShift.startMs, mine.fleet, mine.background);
        const shift = { ...loaderShift, crew: crews.slice(0, size) };
        return runLoaderShift(stream, shift, mine.background).map(({ queueMin }) => queueMin);
      }).flat();
      return [queues, probability * queues.length] as const;
    }),
  };
}

export function queuePools(mine: SampleMine): ReadonlyMap<LoaderShift, QueuePool> {
  return new Map(mine.history.shifts.map((shift, i) => [shift.loaderShift, poolOf(mine, shift, i)]));
}

export function drawQueueMin(stream: RandomStream, pool: QueuePool): number {
  const queues = pickWeighted(stream, pool.bySize);
  return at(queues, stream.integer(queues.length));
}
