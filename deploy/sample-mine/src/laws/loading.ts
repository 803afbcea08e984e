import { driverTimeFactor, skillOf, type TripConditions } from './trip-conditions.js';
import { WEATHER_WORK_FACTOR } from './surface.js';

const COAL_T_PER_LOOSE_M3 = 0.9;
const BUCKET_FILL = 0.88;
/** The excavator's operator stops once the body is this full. */
const FULL_ENOUGH = 0.93;
const SPOTTING_MIN = 2.6;
/** Rated payload that the fleet is filled to on average, spillage included. */
const FILL_LEVEL = 0.95;
const SKILL_EFFECT = 0.03;
/** Wet coal sticks to bucket and body. */
const CARRY_BACK = {
  CERAH: 0,
  BERAWAN: 0,
  MENDUNG: 0,
  HUJAN_RINGAN: 0.005,
  HUJAN_SEDANG: 0.015,
  HUJAN_LEBAT: 0.03,
};
/** Above 115% of its payload no truck leaves the face: the last bucket is taken off again. */
export const MOST_LOAD_RATIO = 1.15;

/** Tonnes a bucket brings. */
export const bucketLoadT = (bucketM3: number): number => bucketM3 * BUCKET_FILL * COAL_T_PER_LOOSE_M3;

/** Whole passes to fill a truck. */
export const passesFor = (capacityT: number, bucketM3: number): number =>
  Math.ceil((FULL_ENOUGH * capacityT) / bucketLoadT(bucketM3));

/** Load in t before noise: what the passes bring, the last one cut to the body, times skill and carry-back. */
export function expectedLoadT({ truck, excavator, operator, weather }: TripConditions): number {
  const passes = passesFor(truck.capacityT, excavator.bucketM3);
  const heapedT = Math.min(passes * bucketLoadT(excavator.bucketM3), 1.02 * truck.capacityT);
  return heapedT * FILL_LEVEL * (1 + SKILL_EFFECT * skillOf(operator)) * (1 - CARRY_BACK[weather]);
}

/** Minutes at the excavator before noise: spotting, then the passes. */
export function expectedLoadingMin({ truck, excavator, operator, weather }: TripConditions): number {
  const passes = passesFor(truck.capacityT, excavator.bucketM3);
  const spottingMin = SPOTTING_MIN * driverTimeFactor(operator);
  return (spottingMin + passes * excavator.passMin) * WEATHER_WORK_FACTOR[weather];
}
