import { drawSpread } from '../definition/spread.js';
import type { CompiledBreakdowns } from './compiled-mine.js';
import { PURPOSE } from './run-streams.js';
import type { RandomStream } from '@mining-ops/des/random/random-stream.js';

/**
 * Failures of one kind of machine. A life is drawn once, in running minutes, and used up by work; waiting does not age
 * a machine. Off where there is no definition: nothing is then drawn.
 */
export class MachineLives {
  private readonly leftMin: Float64Array;

  constructor(
    machines: number,
    private readonly breakdowns: CompiledBreakdowns | null,
    private readonly streamOf: (machine: number, purpose: number) => RandomStream,
  ) {
    this.leftMin = new Float64Array(machines);
  }

  reset(): void {
    if (!this.breakdowns) return;
    for (let machine = 0; machine < this.leftMin.length; machine += 1)
      this.leftMin[machine] = this.newLife(machine);
  }

  /** Uses a machine up by work during which it cannot fail (it will at the next that it can). */
  age(machine: number, minutes: number): void {
    if (this.breakdowns) this.leftMin[machine]! -= minutes;
  }

  /** Uses a machine up by work. Returns the repair minutes that failures during it cost, 0 where it holds out. */
  work(machine: number, minutes: number): number {
    if (!this.breakdowns) return 0;
    let repairMin = 0;
    let left = this.leftMin[machine]! - minutes;
    while (left < 0) {
      const { repairMeanMin, repairSpread } = this.breakdowns;
      repairMin += repairMeanMin * drawSpread(this.streamOf(machine, PURPOSE.repair), repairSpread);
      // A machine that failed in work during which it cannot stop begins its new life whole.
      left = Math.max(left, -minutes) + this.newLife(machine);
    }
    this.leftMin[machine] = left;
    return repairMin;
  }

  private newLife(machine: number): number {
    const { lifeMeanMin, lifeSpread } = this.breakdowns!;
    return Math.max(1e-3, lifeMeanMin * drawSpread(this.streamOf(machine, PURPOSE.life), lifeSpread));
  }
}
