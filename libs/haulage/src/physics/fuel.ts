import { requirePositive, requireShare } from './require-quantity.js';

/** Mass of a litre of diesel, kg (Kecojevic & Komljenovic 2010). */
export const DIESEL_KG_PER_L = 0.85;

/** Specific consumption of haul trucks' engines, kg/kWh: the range of Kecojevic & Komljenovic (2010). */
export const SPECIFIC_CONSUMPTION_KG_PER_KWH = { low: 0.213, high: 0.268 } as const;

/**
 * Fuel burnt, L/h: 0.3·kW·LF (Runge 1998, Mining Economics and Strategy).
 *
 * @param loadFactor share of the engine's power that is used on average, in (0, 1]: 0.2–0.3 on easy roads, 0.5 on hard
 * @throws RangeError for a power not above 0 or another load factor
 */
export function fuelRungeLPerH(powerKw: number, loadFactor: number): number {
  return 0.3 * requirePositive('powerKw', powerKw) * requireShare('loadFactor', loadFactor);
}

/**
 * Fuel burnt, L/h: CSF·kW·LF/0.85 (Kecojevic & Komljenovic 2010, Haul truck fuel consumption and CO₂ emission under
 * various engine load conditions, Mining Engineering 62(12)).
 *
 * @param loadFactor share of the engine's power that is used on average, in (0, 1]
 * @param specificKgPerKwh the engine's consumption, see `SPECIFIC_CONSUMPTION_KG_PER_KWH`
 * @throws RangeError for a power or consumption not above 0 or another load factor
 */
export function fuelKecojevicLPerH(powerKw: number, loadFactor: number, specificKgPerKwh: number): number {
  return (
    (requirePositive('specificKgPerKwh', specificKgPerKwh) *
      requirePositive('powerKw', powerKw) *
      requireShare('loadFactor', loadFactor)) /
    DIESEL_KG_PER_L
  );
}
