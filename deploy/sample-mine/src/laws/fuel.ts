import { BRAND_FUEL_FACTOR } from '../fleet/truck-models.js';
import { GRAVITY, offRoadResistancePct, roadResistancePct } from './travel.js';
import { offRoadKm, skillOf, type TripConditions } from './trip-conditions.js';

/** Lower heating value of diesel, MJ/L. */
const DIESEL_MJ_PER_L = 35.8;
/** From the fuel to the wheels: engine 0.41, driveline 0.85. */
const FUEL_TO_WHEEL = 0.35;
/** About 3 L/h, as a 10 to 13-litre diesel burns with its auxiliaries on. */
export const IDLE_L_PER_MIN = 0.05;
/** Even where a slope pushes the truck its engine turns. */
const LEAST_RESISTANCE_PCT = 0.5;
const WEAR_PER_YEAR = 0.006;
const SKILL_EFFECT = 0.03;

/** Work in MJ to move a mass over a way: t · km · m/s² · %/100. */
const workMj = (massT: number, km: number, resistancePct: number): number =>
  massT * km * GRAVITY * (Math.max(LEAST_RESISTANCE_PCT, resistancePct) / 100);

/** Work at the wheels of the loaded and the empty way, MJ. */
export function tripWorkMj(conditions: TripConditions, loadT: number): number {
  const { road, truck } = conditions;
  const fullT = truck.model.tareT + loadT;
  const emptyT = truck.model.tareT;
  const offKm = offRoadKm(conditions);
  const offPct = offRoadResistancePct(conditions);
  return (
    workMj(fullT, road.distanceKm, roadResistancePct(conditions, road.gradientPct)) +
    workMj(fullT, offKm, offPct) +
    workMj(emptyT, road.distanceKm, roadResistancePct(conditions, -road.gradientPct)) +
    workMj(emptyT, offKm, offPct)
  );
}

/** Litres of a trip before noise. `standingMin` is what the engine idled: queue, loading, dumping, delays. */
export function expectedFuelL(conditions: TripConditions, loadT: number, standingMin: number): number {
  const { truck, operator, truckAgeDays } = conditions;
  const brand = BRAND_FUEL_FACTOR[truck.model.brand] ?? 1;
  const wear = 1 + (WEAR_PER_YEAR * truckAgeDays) / 365;
  const driver = 1 - SKILL_EFFECT * skillOf(operator);
  const drivingL = tripWorkMj(conditions, loadT) / (DIESEL_MJ_PER_L * FUEL_TO_WHEEL);
  return drivingL * brand * wear * driver + IDLE_L_PER_MIN * standingMin;
}
