import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { simulate, type SimulationTask } from './simulation-task.js';

/** A piece of a round: the same replications of some candidates. Plain data, so that it can travel through a queue. */
export interface SearchBatch {
  /** Numbers of the candidates in their space, ascending. */
  readonly candidates: readonly number[];
  readonly firstReplication: number;
  readonly replications: number;
}

/** Work that can be done in any order, by anyone, before the search goes on. */
export interface SearchRound {
  /** From 0. */
  readonly number: number;
  readonly batches: readonly SearchBatch[];
}

/** Numbers that a batch's result has: one for each candidate, replication and key figure. */
export function rowsLength({ candidates, replications }: SearchBatch): number {
  return candidates.length * replications * KPI_COUNT;
}

/** What can be simulated of a space of candidates. */
interface TaskSource {
  task(batch: SearchBatch): SimulationTask;
}

/** Does a batch: key figures of candidate c, replication r at `(c · replications + r) · KPI_COUNT`. */
export function simulateBatch(space: TaskSource, batch: SearchBatch): Float64Array {
  return simulate(space.task(batch));
}

/** What a thread is given to do at once, in simulated truck-shifts: some 40 ms of work. */
const LARGEST_BATCH = 6_000;
/** Below this, handing a batch over would cost more than it gains: some 2 ms. */
const SMALLEST_BATCH = 300;
/** A round is cut into so many pieces where they are large enough, so that no worker waits long for the last. */
const PIECES = 16;

/** Replications wanted of one candidate. */
export interface Wanted {
  readonly candidate: number;
  readonly truckCount: number;
  readonly firstReplication: number;
  readonly replications: number;
}

/**
 * Cuts what is wanted into batches of about equal cost. Candidates with the same replications go together, those of one
 * group first, whose mine is then compiled and sent once. How a round is cut depends on nothing but what is wanted, and
 * changes no result.
 */
export function batchesOf(wanted: readonly Wanted[]): SearchBatch[] {
  const all = wanted.reduce((sum, { truckCount, replications }) => sum + truckCount * replications, 0);
  const size = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, all / PIECES));
  const ranges = new Map<string, Wanted[]>();
  for (const want of wanted) {
    const key = `${want.firstReplication} ${want.replications}`;
    const same = ranges.get(key);
    if (same) same.push(want);
    else ranges.set(key, [want]);
  }
  const batches: SearchBatch[] = [];
  for (const same of ranges.values()) {
    const { firstReplication, replications } = same[0]!;
    const ordered = same.toSorted((a, b) => a.candidate - b.candidate);
    let candidates: number[] = [];
    let cost = 0;
    const close = (): void => {
      if (candidates.length > 0)
        batches.push(...cut({ candidates, firstReplication, replications }, cost / size));
      candidates = [];
      cost = 0;
    };
    for (const { candidate, truckCount } of ordered) {
      if (cost > 0 && cost + truckCount * replications > size) close();
      candidates.push(candidate);
      cost += truckCount * replications;
    }
    close();
  }
  return batches;
}

/** Cuts a batch that is `times` too large by replications. */
function cut(batch: SearchBatch, times: number): SearchBatch[] {
  const pieces = Math.min(batch.replications, Math.ceil(times));
  if (pieces <= 1) return [batch];
  const ends = Array.from({ length: pieces + 1 }, (_, i) => Math.round((i * batch.replications) / pieces));
  return ends.slice(1).map((end, i) => ({
    candidates: batch.candidates,
    firstReplication: batch.firstReplication + ends[i]!,
    replications: end - ends[i]!,
  }));
}
