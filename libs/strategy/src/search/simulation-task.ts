import { KPI_COUNT, writeMineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { firstTrucks } from '@mining-ops/haulage/run/first-trucks.js';
import { MineRun } from '@mining-ops/haulage/run/mine-run.js';
import { separateLoaders } from '@mining-ops/haulage/run/separate-loaders.js';
import { SHARED_QUEUE } from '../question/dispatch-rules.js';

/** Some candidates of one road and set of loaders. */
export interface SimulationGroup {
  /** Compiled with the largest fleet; a fleet of n uses its first n trucks. */
  readonly mine: CompiledMine;
  readonly fleets: readonly { readonly trucks: number; readonly rule: string }[];
}

/** A piece of work for one thread: some candidates, a range of replications. */
export interface SimulationTask {
  readonly groups: readonly SimulationGroup[];
  readonly seed: number;
  readonly firstReplication: number;
  readonly replications: number;
}

/** The mine as one candidate works it. */
export function mineOfFleet(mine: CompiledMine, trucks: number, rule: string): CompiledMine {
  const fleet = firstTrucks(mine, trucks);
  return rule === SHARED_QUEUE ? fleet : { ...separateLoaders(fleet), dispatchRule: rule };
}

/**
 * Simulates a task.
 *
 * @param tally gets the number of simulated events added
 * @returns key figures of candidate c (groups in order, and the fleets of each), replication r at
 *   `(c · replications + r) · KPI_COUNT`, in the order of `KPI_NAMES`
 */
export function simulate(
  { groups, seed, firstReplication, replications }: SimulationTask,
  tally: { events: number } = { events: 0 },
): Float64Array {
  const candidates = groups.reduce((sum, { fleets }) => sum + fleets.length, 0);
  const rows = new Float64Array(candidates * replications * KPI_COUNT);
  let at = 0;
  for (const { mine, fleets } of groups) {
    for (const { trucks, rule } of fleets) {
      const run = new MineRun(mineOfFleet(mine, trucks, rule));
      for (let r = 0; r < replications; r += 1) {
        writeMineKpis(run.run(seed, firstReplication + r), rows, at);
        tally.events += run.events;
        at += KPI_COUNT;
      }
    }
  }
  return rows;
}
