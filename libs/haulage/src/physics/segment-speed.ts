import { powerSpeedKmh, retarderSpeedKmh } from './power-speed.js';
import { requireNotNegative, requirePositive } from './require-quantity.js';
import { totalResistanceFraction } from './resistance.js';
import type { RoadSegment } from './road-profile.js';
import type { TruckPhysics } from './truck-physics.js';

/**
 * The speed that a truck keeps on a segment, km/h: the least of the road's limit, the truck's top speed, what its power
 * can hold against resistance, and what its retarder can hold downhill.
 *
 * @param payloadT 0 for an empty truck
 * @throws RangeError that names the quantity that cannot be
 */
export function segmentSpeedKmh(truck: TruckPhysics, payloadT: number, segment: RoadSegment): number {
  const grossT = requirePositive('emptyMassT', truck.emptyMassT) + requireNotNegative('payloadT', payloadT);
  const total = totalResistanceFraction(segment.gradeFraction, segment.rollingFraction);
  return Math.min(
    requirePositive('speedLimitKmh', segment.speedLimitKmh),
    requirePositive('topSpeedKmh', truck.topSpeedKmh),
    powerSpeedKmh(truck.powerKw, truck.efficiency, grossT, total),
    retarderSpeedKmh(truck.retarderKw, grossT, total),
  );
}
