import { OVERLOAD_TOLERANCE } from '../definition/pass-load.js';
import { drawSpread } from '../definition/spread.js';
import type { CompiledMine } from './compiled-mine.js';
import { PURPOSE, type RunStreams } from './run-streams.js';

/**
 * Draws how long a loader takes to fill a truck, and what the truck then carries. The answer is in `minutes` and
 * `payloadT`: an object a load would be an allocation a load.
 */
export class LoadDraw {
  minutes = 0;
  payloadT = 0;

  constructor(
    private readonly mine: CompiledMine,
    private readonly streams: RunStreams,
  ) {}

  draw(truck: number, loader: number): void {
    const { loaders, legs, trucks } = this.mine;
    const ofClass = loader * legs.classes + trucks.classes[truck]!;
    if (loaders.byPasses[loader] === 1) this.drawPasses(truck, loader, loaders.passes[ofClass]!);
    else this.drawWhole(truck, loader, loaders.meansMin[ofClass]!);
    this.minutes *= trucks.loadingFactors[truck]!;
    this.payloadT *= trucks.payloadFactors[truck]!;
  }

  private drawWhole(truck: number, loader: number, meanMin: number): void {
    const { loaders, trucks } = this.mine;
    const { streams } = this;
    this.minutes = streams.drawTruck(truck, PURPOSE.loading, meanMin, loaders.loadingSpreads[loader]!);
    const fraction = loaders.payloadMeans[loader]!;
    this.payloadT =
      trucks.capacitiesT[truck]! *
      streams.drawTruck(truck, PURPOSE.payload, fraction, loaders.payloadSpreads[loader]!);
  }

  private drawPasses(truck: number, loader: number, passes: number): void {
    const { loaders, trucks } = this.mine;
    const { streams } = this;
    const spotMin = streams.drawTruck(
      truck,
      PURPOSE.loading,
      loaders.spotMeansMin[loader]!,
      loaders.spotSpreads[loader]!,
    );
    let minutes = spotMin;
    let payloadT = 0;
    const passStream = streams.ofTruck(truck, PURPOSE.passes);
    const fillStream = streams.ofTruck(truck, PURPOSE.payload);
    for (let pass = 0; pass < passes; pass += 1) {
      minutes += loaders.passMeansMin[loader]! * drawSpread(passStream, loaders.passSpreads[loader]!);
      payloadT += loaders.passMeansT[loader]! * drawSpread(fillStream, loaders.passTSpreads[loader]!);
    }
    this.minutes = minutes;
    this.payloadT = Math.min(payloadT, trucks.capacitiesT[truck]! * OVERLOAD_TOLERANCE);
  }
}
