import type { CompiledBreakdowns } from './compiled-mine.js';
import { PURPOSE, type RunStreams } from './run-streams.js';

/**
 * Failures of one kind of machine. A life is drawn once, in running minutes, and used up by work; waiting does not age
 * a machine. Off where there is no definition: nothing is then drawn.
 */
export class MachineLives {
  /** The work that `age` and `work` use each machine up by, min. */
  readonly workMin: Float64Array;
  /** The repairs that each machine's last `work` cost, min. */
  readonly repairMin: Float64Array;
  private readonly leftMin: Float64Array;

  /** @param first number of the first of these machines among all that have streams (see RunStreams) */
  constructor(
    machines: number,
    private readonly breakdowns: CompiledBreakdowns | null,
    private readonly streams: RunStreams,
    private readonly first: number,
  ) {
    this.workMin = new Float64Array(machines);
    this.repairMin = new Float64Array(machines);
    this.leftMin = new Float64Array(machines);
  }

  reset(): void {
    if (!this.breakdowns) return;
    this.leftMin.fill(0);
    for (let machine = 0; machine < this.leftMin.length; machine += 1) this.addLife(machine, this.breakdowns);
  }

  /** Uses a machine up by `workMin`, during which it cannot fail (it will at the next work that it can). */
  age(machine: number): void {
    if (this.breakdowns) this.leftMin[machine]! -= this.workMin[machine]!;
  }

  /** Uses a machine up by `workMin`; `repairMin` is then what failures during it cost, 0 where it holds out. */
  work(machine: number): void {
    if (!this.breakdowns) return;
    const { leftMin, workMin, repairMin } = this;
    repairMin[machine] = 0;
    leftMin[machine]! -= workMin[machine]!;
    while (leftMin[machine]! < 0) {
      this.streams.draw(this.first + machine, PURPOSE.repair, this.breakdowns.repairSpread);
      repairMin[machine] += this.breakdowns.repairMeanMin * this.streams.drawn[0]!;
      // A machine that failed in work during which it cannot stop begins its new life whole.
      leftMin[machine] = Math.max(leftMin[machine]!, -workMin[machine]!);
      this.addLife(machine, this.breakdowns);
    }
  }

  private addLife(machine: number, { lifeMeanMin, lifeSpread }: CompiledBreakdowns): void {
    this.streams.draw(this.first + machine, PURPOSE.life, lifeSpread);
    this.leftMin[machine]! += Math.max(1e-3, lifeMeanMin * this.streams.drawn[0]!);
  }
}
