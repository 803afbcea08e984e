import { KPI_COUNT, KPI_NAMES, type MineKpis } from '@mining-ops/haulage/kpi/mine-kpis.js';
import type { ShiftColumns, ShiftFigures } from '../economics/profit.js';

const at = Object.fromEntries(KPI_NAMES.map((name, i) => [name, i])) as Readonly<
  Record<keyof MineKpis, number>
>;

/** What the replications of one candidate came to: replications 0, 1, 2, … without gaps. */
export class CandidateResults {
  private rows = new Float64Array();
  private readonly sums = new Float64Array(KPI_COUNT);
  private count = 0;

  get replications(): number {
    return this.count;
  }

  /**
   * Takes in the next replications' key figures; rows as `simulate` makes them.
   *
   * @throws RangeError where they are not the next
   */
  add(firstReplication: number, rows: Float64Array): void {
    if (firstReplication !== this.count)
      throw new RangeError(`replication ${this.count} is the next, got ${firstReplication}`);
    const end = this.count + rows.length / KPI_COUNT;
    if (end * KPI_COUNT > this.rows.length) {
      const grown = new Float64Array(Math.max(end * KPI_COUNT, 2 * this.rows.length));
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows.set(rows, this.count * KPI_COUNT);
    for (let i = 0; i < rows.length; i += 1) this.sums[i % KPI_COUNT]! += rows[i]!;
    this.count = end;
  }

  mean(kpi: keyof MineKpis): number {
    return this.sums[at[kpi]]! / this.count;
  }

  meanFigures(): ShiftFigures {
    return {
      productionT: this.mean('productionT'),
      fuelL: this.mean('fuelL'),
      queueH: this.mean('loaderQueueH') + this.mean('dumpQueueH') + this.mean('refuelQueueH'),
      incidents: this.mean('incidents'),
    };
  }

  /** One key figure, one number a replication. */
  column(kpi: keyof MineKpis, from = 0, upTo = this.count): Float64Array {
    const column = at[kpi];
    const values = new Float64Array(upTo - from);
    for (let r = from; r < upTo; r += 1) values[r - from] = this.rows[r * KPI_COUNT + column]!;
    return values;
  }

  /** What money depends on, one number a replication. */
  columns(from = 0, upTo = this.count): ShiftColumns {
    const [loader, dump, refuel] = [
      this.column('loaderQueueH', from, upTo),
      this.column('dumpQueueH', from, upTo),
      this.column('refuelQueueH', from, upTo),
    ];
    return {
      productionT: this.column('productionT', from, upTo),
      fuelL: this.column('fuelL', from, upTo),
      queueH: loader.map((hours, r) => hours + dump[r]! + refuel[r]!),
      incidents: this.column('incidents', from, upTo),
    };
  }
}
