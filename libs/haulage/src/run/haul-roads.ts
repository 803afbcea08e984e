import type { CompiledMine } from './compiled-mine.js';
import { TRUCK } from './machine-clock.js';
import type { MachineLives } from './machine-lives.js';
import { PURPOSE, type RunStreams } from './run-streams.js';
import type { RunningWeather } from './running-weather.js';
import type { TruckLedger } from './truck-ledger.js';

/** Trucks on the roads: how long they travel, what they burn, where they break down, whom they hold up. */
export class HaulRoads {
  /** When the last truck on each leg arrives, min: nobody behind it arrives earlier where there is no overtaking. */
  private readonly lastArrivalMin: Float64Array;

  constructor(
    private readonly mine: CompiledMine,
    private readonly streams: RunStreams,
    private readonly weather: RunningWeather,
    private readonly lives: MachineLives,
    private readonly ledger: TruckLedger,
  ) {
    this.lastArrivalMin = new Float64Array(mine.legs.count);
  }

  reset(): void {
    this.lastArrivalMin.fill(0);
  }

  /** A truck sets out empty; returns when it arrives, min. */
  travelEmpty(truck: number, leg: number, startMin: number): number {
    return this.travel(truck, leg, startMin, PURPOSE.returning, TRUCK.travellingEmpty);
  }

  /** A truck sets out loaded; returns when it arrives, min. */
  travelLoaded(truck: number, leg: number, startMin: number): number {
    return this.travel(truck, leg, startMin, PURPOSE.hauling, TRUCK.travellingLoaded);
  }

  private travel(truck: number, leg: number, startMin: number, purpose: number, state: number): number {
    const { mine, streams, weather, ledger } = this;
    const { legs, trucks } = mine;
    const ofClass = leg * legs.classes + trucks.classes[truck]!;
    const travelMin =
      streams.drawTruck(truck, purpose, legs.travelMeansMin[ofClass]!, legs.travelSpreads[leg]!) *
      trucks.travelFactors[truck]! *
      weather.travelFactor;
    const repairMin = this.lives.work(truck, travelMin);
    let arrivalMin = startMin + travelMin + repairMin;
    if (legs.single[leg] === 1) {
      arrivalMin = Math.max(arrivalMin, this.lastArrivalMin[leg]!);
      this.lastArrivalMin[leg] = arrivalMin;
    }
    ledger.clock.add(truck, TRUCK.down, repairMin);
    ledger.clock.add(truck, state, arrivalMin - startMin - repairMin);
    const fuelMeanL = legs.fuelMeansL[ofClass]!;
    if (fuelMeanL > 0) {
      const litres = streams.drawTruck(truck, PURPOSE.fuel, fuelMeanL, legs.fuelSpreads[leg]!);
      ledger.burn(truck, litres * weather.fuelFactor * trucks.fuelFactors[truck]!);
    }
    return arrivalMin;
  }
}
