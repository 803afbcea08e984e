import { KPI_COUNT, writeKpis } from '@mining-ops/haulage/kpi/shift-kpis.js';
import type { CompiledHaulage } from '@mining-ops/haulage/run/compile.js';
import { ShiftRun } from '@mining-ops/haulage/run/shift-run.js';

/** A piece of work for one thread: some truck counts of one site, for a range of replications. */
export interface SimulationTask {
  /** Compiled with the largest fleet; a count of n uses its first n trucks. */
  readonly mine: CompiledHaulage;
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
    const run = new ShiftRun({ ...mine, truckCapacitiesT: mine.truckCapacitiesT.subarray(0, count) });
    for (let r = 0; r < replications; r += 1) {
      writeKpis(run.run(seed, firstReplication + r), result, (c * replications + r) * KPI_COUNT);
    }
  });
  return result;
}
