import { KPI_COUNT, KPI_NAMES, type MineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { Candidates } from './candidates.js';
import type { PlacedTask } from './task-list.js';

/** The key figures of every candidate and replication, filled in from tasks in any order. */
export class ResultsTable {
  private readonly values: Float64Array;
  private readonly firstCandidates: number[];

  constructor(
    candidates: Candidates,
    private readonly replications: number,
  ) {
    this.values = new Float64Array(candidates.simulated * replications * KPI_COUNT);
    let next = 0;
    this.firstCandidates = candidates.groups.map((group) => {
      const first = next;
      next += group.truckCounts.length;
      return first;
    });
  }

  /** Stores what `simulate` returned for a task. */
  store({ group, firstCount, task }: PlacedTask, result: Float64Array): void {
    const rows = task.replications * KPI_COUNT;
    task.truckCounts.forEach((_, c) => {
      const candidate = this.candidate(group, firstCount + c);
      const at = (candidate * this.replications + task.firstReplication) * KPI_COUNT;
      this.values.set(result.subarray(c * rows, (c + 1) * rows), at);
    });
  }

  /** One key figure of a candidate, one number a replication. */
  column(group: number, count: number, kpi: keyof MineKpis): Float64Array {
    const first = this.candidate(group, count) * this.replications * KPI_COUNT + KPI_NAMES.indexOf(kpi);
    return Float64Array.from({ length: this.replications }, (_, r) => this.values[first + r * KPI_COUNT]!);
  }

  private candidate(group: number, count: number): number {
    return this.firstCandidates[group]! + count;
  }
}
