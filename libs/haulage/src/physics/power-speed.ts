import { requirePositive, requireShare } from './require-quantity.js';
import { resistanceForceKN } from './resistance.js';

/**
 * The speed at which rimpull and resistance balance, km/h: v = 3.6·kW·η/(t·g·TR). Infinity where there is no
 * resistance: power is no limit there, but `retarderSpeedKmh` and the road are.
 *
 * @param efficiency share of the engine's power that reaches the rims, in (0, 1]
 * @throws RangeError for a power or mass not above 0, or another efficiency
 */
export function powerSpeedKmh(
  powerKw: number,
  efficiency: number,
  grossT: number,
  totalFraction: number,
): number {
  const rimKw = requirePositive('powerKw', powerKw) * requireShare('efficiency', efficiency);
  const forceKN = resistanceForceKN(grossT, totalFraction);
  return forceKN > 0 ? (3.6 * rimKw) / forceKN : Infinity;
}

/**
 * The highest speed that the retarder can hold downhill, km/h: v = 3.6·kW/(t·g·|TR|), where TR is below 0 (the retarder
 * charts of the Caterpillar Performance Handbook are this hyperbola, in steps by gear). Infinity elsewhere. Service
 * brakes do not count: they overheat.
 *
 * @param retarderKw what the retarder takes up continuously
 * @throws RangeError for a power or mass not above 0
 */
export function retarderSpeedKmh(retarderKw: number, grossT: number, totalFraction: number): number {
  requirePositive('retarderKw', retarderKw);
  const pushKN = -resistanceForceKN(grossT, totalFraction);
  return pushKN > 0 ? (3.6 * retarderKw) / pushKN : Infinity;
}
