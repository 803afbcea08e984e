import { KPI_COUNT, writeMineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { firstTrucks } from '@mining-ops/haulage/run/first-trucks.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';

/** A piece of work for one thread: some truck counts of one site, for a range of replications. */
export interface SimulationTask {
  /** Compiled with the largest fleet; a count of n uses its first n trucks. */
  readonly mine: CompiledMine;
  readonly truckCounts: readonly number[];
  readonly seed: number;
  readonly firstReplication: number;
  readonly replications: number;
}

/**
 * Simulates a task.
 *
 * @returns key figures of count c, replication r at `(c · replications + r) · KPI_COUNT`, in the order of `KPI_NAMES`
 */
export function simulate(task: SimulationTask): Float64Array {
  const { mine, truckCounts, seed, firstReplication, replications } = task;
  const result = new Float64Array(truckCounts.length * replications * KPI_COUNT);
  truckCounts.forEach((count, c) => {
    const run = new MineRun(firstTrucks(mine, count));
    for (let r = 0; r < replications; r += 1) {
      writeMineKpis(run.run(seed, firstReplication + r), result, (c * replications + r) * KPI_COUNT);
    }
  });
  return result;
}
