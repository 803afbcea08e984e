import { OVERLOAD_TOLERANCE } from '../definition/pass-load.js';
import type { CompiledMine } from './compiled-mine.js';
import { drawSpread } from './compiled-spreads.js';
import { PURPOSE, type RunStreams } from './run-streams.js';

/** Draws how long a loader takes to fill a truck, and what the truck then carries: in `minutes` and `payloadT`. */
export class LoadDraw {
  minutes = 0;
  payloadT = 0;

  constructor(
    private readonly mine: CompiledMine,
    private readonly streams: RunStreams,
  ) {}

  draw(truck: number, loader: number): void {
    const { loaders, trucks } = this.mine;
    if (loaders.byPasses[loader] === 1) this.drawPasses(truck, loader);
    else this.drawWhole(truck, loader);
    this.minutes *= trucks.loadingFactors[truck]!;
    this.payloadT *= trucks.payloadFactors[truck]!;
  }

  private drawWhole(truck: number, loader: number): void {
    const { loaders, legs, trucks } = this.mine;
    const { streams } = this;
    streams.draw(streams.mine, PURPOSE.loading, loaders.loadingSpreads[loader]!);
    this.minutes = loaders.meansMin[loader * legs.classes + trucks.classes[truck]!]! * streams.drawn[0]!;
    streams.draw(streams.mine, PURPOSE.payload, loaders.payloadSpreads[loader]!);
    this.payloadT = trucks.capacitiesT[truck]! * (loaders.payloadMeans[loader]! * streams.drawn[0]!);
  }

  private drawPasses(truck: number, loader: number): void {
    const { loaders, legs, trucks, spreads } = this.mine;
    const { streams } = this;
    const { drawn } = streams;
    streams.draw(streams.mine, PURPOSE.loading, loaders.spotSpreads[loader]!);
    let minutes = loaders.spotMeansMin[loader]! * drawn[0]!;
    let payloadT = 0;
    const passStream = streams.of(streams.mine, PURPOSE.passes);
    const fillStream = streams.of(streams.mine, PURPOSE.payload);
    const passes = loaders.passes[loader * legs.classes + trucks.classes[truck]!]!;
    for (let pass = 0; pass < passes; pass += 1) {
      drawSpread(spreads, loaders.passSpreads[loader]!, passStream);
      minutes += loaders.passMeansMin[loader]! * drawn[0]!;
      drawSpread(spreads, loaders.passTSpreads[loader]!, fillStream);
      payloadT += loaders.passMeansT[loader]! * drawn[0]!;
    }
    this.minutes = minutes;
    this.payloadT = Math.min(payloadT, trucks.capacitiesT[truck]! * OVERLOAD_TOLERANCE);
  }
}
