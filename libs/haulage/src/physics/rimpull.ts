import { requirePositive, requireShare } from './require-quantity.js';

/**
 * Force at the driven wheels' rims, lb: 375·hp·η/mph (Peurifoy & Schexnayder, Construction Planning, Equipment, and
 * Methods; 375 = 33,000 ft·lb/min a horsepower × 60/5,280).
 *
 * @param efficiency share of the engine's power that reaches the rims, in (0, 1]
 * @throws RangeError for a power or speed not above 0, or another efficiency
 */
export function rimpullLb(powerHp: number, efficiency: number, speedMph: number): number {
  return (
    (375 * requirePositive('powerHp', powerHp) * requireShare('efficiency', efficiency)) /
    requirePositive('speedMph', speedMph)
  );
}

/**
 * Force at the driven wheels' rims, kN: power over speed, 3.6·kW·η/(km/h). What the tyres' grip can bear is not looked
 * at: a haul truck on a coal road is limited by its power.
 *
 * @param efficiency share of the engine's power that reaches the rims, in (0, 1]
 * @throws RangeError for a power or speed not above 0, or another efficiency
 */
export function rimpullKN(powerKw: number, efficiency: number, speedKmh: number): number {
  return (
    (3.6 * requirePositive('powerKw', powerKw) * requireShare('efficiency', efficiency)) /
    requirePositive('speedKmh', speedKmh)
  );
}
