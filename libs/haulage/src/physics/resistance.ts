import { requireNotNegative, requirePositive } from './require-quantity.js';

/** Standard gravity, m/s² (CGPM 1901). */
export const GRAVITY_MPS2 = 9.80665;

/**
 * Rolling resistance as a fraction of weight: 1% for each 10 kg/t (Caterpillar Performance Handbook).
 *
 * @param kgPerT kilograms of force for a tonne of truck: about 20 on a hard, dry road, 40 and more on a soft one
 * @throws RangeError where it is negative or not finite
 */
export function rollingResistanceFraction(kgPerT: number): number {
  return requireNotNegative('kgPerT', kgPerT) / 1000;
}

/**
 * Total resistance: grade + rolling resistance, as a fraction of weight; negative where the truck is pushed downhill
 * (Caterpillar Performance Handbook). The angle's cosine is taken as 1, an error of 0.5% at a grade of 10%.
 *
 * @param gradeFraction rise over run in the direction of travel
 * @throws RangeError where the grade is not finite or the rolling resistance negative
 */
export function totalResistanceFraction(gradeFraction: number, rollingFraction: number): number {
  if (!Number.isFinite(gradeFraction))
    throw new RangeError(`gradeFraction must be finite, got ${gradeFraction}`);
  return gradeFraction + requireNotNegative('rollingFraction', rollingFraction);
}

/**
 * Force that total resistance takes, kN: t·g·TR; negative downhill, where the truck is pushed.
 *
 * @throws RangeError where the mass is not above 0
 */
export function resistanceForceKN(grossT: number, totalFraction: number): number {
  return requirePositive('grossT', grossT) * GRAVITY_MPS2 * totalFraction;
}
