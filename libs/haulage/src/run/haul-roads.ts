import { TRUCK } from './machine-clock.js';
import type { RunContext } from './run-context.js';
import { DAY } from './shift-day.js';
import { PURPOSE } from './run-streams.js';

/** Trucks on the roads: how long they travel, what they burn, where they break down, whom they hold up. */
export class HaulRoads {
  /** When the last truck on each leg arrives, min: nobody behind it arrives earlier where there is no overtaking. */
  private readonly lastArrivalMin: Float64Array;

  constructor(private readonly context: RunContext) {
    this.lastArrivalMin = new Float64Array(context.mine.legs.count);
  }

  reset(): void {
    this.lastArrivalMin.fill(0);
  }

  /** A truck travels a leg empty, from its `startMin` to its `endMin`. */
  travelEmpty(truck: number, leg: number): void {
    this.travel(truck, leg, PURPOSE.returning, TRUCK.travellingEmpty);
  }

  /** A truck travels a leg loaded, from its `startMin` to its `endMin`. */
  travelLoaded(truck: number, leg: number): void {
    this.travel(truck, leg, PURPOSE.hauling, TRUCK.travellingLoaded);
  }

  private travel(truck: number, leg: number, purpose: number, state: number): void {
    const { mine, streams, weather, day, trucks: ledger, truckLives } = this.context;
    const { legs, trucks } = mine;
    const ofClass = leg * legs.classes + trucks.classes[truck]!;
    streams.draw(streams.mine, purpose, legs.travelSpreads[leg]!);
    const travelMin =
      legs.travelMeansMin[ofClass]! *
      streams.drawn[0]! *
      trucks.travelFactors[truck]! *
      weather.travelFactor *
      day.factors[legs.effects[leg]!]!;
    truckLives.workMin[truck] = travelMin;
    truckLives.work(truck);
    const repairMin = truckLives.repairMin[truck]!;
    const startMin = ledger.startMin[truck]!;
    let arrivalMin = startMin + travelMin + repairMin;
    if (legs.single[leg] === 1) {
      arrivalMin = Math.max(arrivalMin, this.lastArrivalMin[leg]!);
      this.lastArrivalMin[leg] = arrivalMin;
    }
    ledger.endMin[truck] = arrivalMin;
    const { clock } = ledger;
    clock.minutes[clock.at(truck, TRUCK.down)]! += repairMin;
    clock.minutes[clock.at(truck, state)]! += arrivalMin - startMin - repairMin;
    const fuelMeanL = legs.fuelMeansL[ofClass]!;
    if (fuelMeanL > 0) {
      streams.draw(streams.mine, PURPOSE.fuel, legs.fuelSpreads[leg]!);
      ledger.burntL[truck] =
        fuelMeanL *
        streams.drawn[0]! *
        weather.fuelFactor *
        trucks.fuelFactors[truck]! *
        day.factors[DAY.fuel]!;
      ledger.burn(truck);
    }
  }
}
