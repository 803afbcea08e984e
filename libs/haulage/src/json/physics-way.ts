import { fuelRungeLPerH } from '../physics/fuel.js';
import { IDLE_LOAD_FACTOR, roadFuelL } from '../physics/road-fuel.js';
import type { RoadProfile } from '../physics/road-profile.js';
import { roadTravelS } from '../physics/road-travel.js';
import type { JsonTruckPhysics } from './mine-json-schema.js';

/** What one truck needs for one way. */
export interface ComputedWay {
  readonly travelMin: number;
  readonly fuelL: number;
}

/** Retarders take up some fifth more than engines give (data sheets of rigid dump trucks). */
const RETARDER_OF_POWER = 1.2;

/** Travel and fuel of a truck over a road from standstill to standstill (see `roadTravelS`, `roadFuelL`). */
export function physicsWay(physics: JsonTruckPhysics, payloadT: number, road: RoadProfile): ComputedWay {
  const truck = { ...physics, retarderKw: physics.retarderKw ?? RETARDER_OF_POWER * physics.powerKw };
  return { travelMin: roadTravelS(truck, payloadT, road) / 60, fuelL: roadFuelL(truck, payloadT, road) };
}

/** What a waiting truck burns, L/min. */
export function idleFuelLPerMin({ powerKw }: JsonTruckPhysics): number {
  return fuelRungeLPerH(powerKw, IDLE_LOAD_FACTOR) / 60;
}
