import { fuelRungeLPerH } from './fuel.js';
import { requirePositive } from './require-quantity.js';
import { resistanceForceKN, totalResistanceFraction } from './resistance.js';
import type { RoadProfile } from './road-profile.js';
import { segmentTravels } from './road-travel.js';
import type { TruckPhysics } from './truck-physics.js';

/** Share of its power that an engine uses to turn itself, its pumps and fans: downhill and standing (Runge 1998). */
export const IDLE_LOAD_FACTOR = 0.05;

/**
 * Fuel burnt over a road from standstill to standstill, L. On each segment the engine's load factor is what the truck
 * needs there, work against total resistance and for speeding up over the time that it takes, as a share of its power at
 * the rims; then 0.3·kW·LF (Runge 1998). What a slope gives back is braked away.
 *
 * @param payloadT 0 for an empty truck; for its way back, `reversedRoad`
 * @throws RangeError for a road without segments, or naming the quantity that cannot be
 */
export function roadFuelL(truck: TruckPhysics, payloadT: number, road: RoadProfile): number {
  const grossT = requirePositive('emptyMassT', truck.emptyMassT) + payloadT;
  const rimKw = requirePositive('powerKw', truck.powerKw) * truck.efficiency;
  return segmentTravels(truck, payloadT, road).reduce((sum, { timeS, peakMps, entryMps }, i) => {
    const { lengthM, gradeFraction, rollingFraction } = road[i]!;
    const resistanceKN = resistanceForceKN(grossT, totalResistanceFraction(gradeFraction, rollingFraction));
    const workKj = resistanceKN * lengthM + (grossT * (peakMps ** 2 - entryMps ** 2)) / 2;
    const loadFactor = Math.min(1, Math.max(IDLE_LOAD_FACTOR, workKj / timeS / rimKw));
    return sum + (fuelRungeLPerH(truck.powerKw, loadFactor) * timeS) / 3600;
  }, 0);
}
