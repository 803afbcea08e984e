import { Moments } from './moments.js';
import type { ReplicationStore } from './replication-store.js';

/** Moments of the differences of one system from every other, over the replications that both have. */
export class PairedDifferences extends Moments {
  constructor(
    readonly system: number,
    systems: number,
  ) {
    super(systems);
  }

  /** Takes in what has come since. */
  update(store: ReplicationStore): void {
    const { system } = this;
    const mine = store.of(system);
    const count = store.counts[system]!;
    for (let j = 0; j < store.systems; j += 1) {
      const common = Math.min(count, store.counts[j]!);
      if (common > this.counts[j]!) this.advanceDifference(j, mine, store.of(j), common);
    }
  }
}
