import {
  OFF_ROAD_RESISTANCE_PCT,
  ROLLING_RESISTANCE_PCT,
  SURFACE_SPEED_FACTOR,
  WEATHER_SPEED_FACTOR,
  WET_RESISTANCE_PCT,
} from './surface.js';
import { driverTimeFactor, offRoadKm, type TripConditions } from './trip-conditions.js';

/** m/s². */
export const GRAVITY = 9.80665;
/** Part of the engine's power that reaches the wheels. */
const DRIVELINE_EFFICIENCY = 0.85;
/** Bends, crossings and getting up to speed: part of the posted speed that is the mean over a road. */
const MEAN_OF_POSTED_SPEED = 0.7;
/** Below this a loaded truck would be pushed by a dozer, or the road closed. */
const LEAST_KMH = 9;
const OFF_ROAD_KMH = { loaded: 14, empty: 17 } as const;
/** Weighbridge, spacing behind the convoy, waiting at the gate. */
const HAUL_FIXED_MIN = 5.5;
const RETURN_FIXED_MIN = 3.5;

/** Total resistance of the road for a truck going that way, in % of its weight. `gradePct` is signed. */
export const roadResistancePct = (
  { surface, weather }: Pick<TripConditions, 'surface' | 'weather'>,
  gradePct: number,
): number => ROLLING_RESISTANCE_PCT[surface] + WET_RESISTANCE_PCT[weather] + gradePct;

export const offRoadResistancePct = ({ weather }: Pick<TripConditions, 'weather'>): number =>
  OFF_ROAD_RESISTANCE_PCT + WET_RESISTANCE_PCT[weather];

/** Speed in km/h at which the engine's power just holds the resistance: rimpull = power, P = m·g·TR·v. */
export const rimpullSpeedKmh = (powerKw: number, massT: number, resistancePct: number): number =>
  resistancePct <= 0
    ? Infinity
    : (3.6 * powerKw * DRIVELINE_EFFICIENCY) / (massT * GRAVITY * (resistancePct / 100));

/** Speed in km/h that the retarder holds down a slope; level and uphill it is no limit. */
export const retarderSpeedKmh = (gradePct: number, isLoaded: boolean): number =>
  gradePct >= -1 ? Infinity : Math.max(12, (isLoaded ? 36 : 42) + 3 * gradePct);

function travelMin(conditions: TripConditions, massT: number, isLoaded: boolean): number {
  const { road, surface, weather, truck } = conditions;
  const gradePct = isLoaded ? road.gradientPct : -road.gradientPct;
  const care = WEATHER_SPEED_FACTOR[weather];
  const possibleKmh = Math.min(
    road.maxSpeedKmh * MEAN_OF_POSTED_SPEED * SURFACE_SPEED_FACTOR[surface] * care * (isLoaded ? 1 : 1.12),
    rimpullSpeedKmh(truck.model.powerKw, massT, roadResistancePct(conditions, gradePct)),
    retarderSpeedKmh(gradePct, isLoaded),
  );
  const roadKmh = Math.max(LEAST_KMH, possibleKmh);
  const offRoadKmh = (isLoaded ? OFF_ROAD_KMH.loaded : OFF_ROAD_KMH.empty) * care;
  return 60 * (road.distanceKm / roadKmh + offRoadKm(conditions) / offRoadKmh);
}

/** Minutes from the excavator to the dump, loaded with `loadT`, without delays and before noise. */
export const expectedHaulMin = (conditions: TripConditions, loadT: number): number =>
  driverTimeFactor(conditions.operator) *
  (HAUL_FIXED_MIN + travelMin(conditions, conditions.truck.model.tareT + loadT, true));

/** Minutes back, empty, before noise. */
export const expectedReturnMin = (conditions: TripConditions): number =>
  driverTimeFactor(conditions.operator) *
  (RETURN_FIXED_MIN + travelMin(conditions, conditions.truck.model.tareT, false));
