import { exponential } from '@mining-ops/des/distributions/exponential.js';
import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { CompiledWeather } from './compiled-mine.js';

/** The weather of a run: a Markov chain in continuous time, or steady weather where there is no definition. */
export class RunningWeather {
  travelFactor = 1;
  loadingFactor = 1;
  fuelFactor = 1;
  private state = 0;

  constructor(private readonly weather: CompiledWeather | null) {}

  reset(): void {
    if (this.weather) this.enter(0);
  }

  /** Minutes that the present state lasts; infinity where the weather is steady. */
  stayMin(stream: RandomStream): number {
    if (!this.weather || this.weather.names.length < 2) return Infinity;
    return exponential(stream, this.weather.meanStaysMin[this.state]!);
  }

  /** Moves to the state that follows. */
  change(stream: RandomStream): void {
    const { cumulative, names } = this.weather!;
    const u = stream.uniform();
    let next = 0;
    while (next + 1 < names.length && u >= cumulative[this.state * names.length + next]!) next += 1;
    this.enter(next);
  }

  private enter(state: number): void {
    this.state = state;
    this.travelFactor = this.weather!.travelFactors[state]!;
    this.loadingFactor = this.weather!.loadingFactors[state]!;
    this.fuelFactor = this.weather!.fuelFactors[state]!;
  }
}
