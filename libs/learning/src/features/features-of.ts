import type { Excavator } from '@mining-ops/fleet-data/tables/excavators.js';
import type { Operator } from '@mining-ops/fleet-data/tables/operators.js';
import type { RoadSegment } from '@mining-ops/fleet-data/tables/road-segments.js';
import type { Truck } from '@mining-ops/fleet-data/tables/trucks.js';
import {
  normaliseRoadCondition,
  normaliseShift,
  normaliseWeather,
} from '@mining-ops/fleet-data/vocabulary.js';
import type { CategoricalFeature, FeatureVector, NumericFeature } from './feature-list.js';
import { CATEGORICAL_FEATURES, NUMERIC_FEATURES } from './feature-list.js';

const DAY_MS = 86_400_000;

/** What a truck without a completed maintenance on record counts as, in days. */
export const NEVER_MAINTAINED_DAYS = 365;

/**
 * What is known of one trip: of a recorded one when a model is trained, of a simulated one when it is asked. Conditions
 * may be spelt in any accepted way.
 */
export interface TripFacts {
  /** The activity's `createdAt`, or the simulated moment. */
  readonly atMs: number;
  readonly truck: Pick<Truck, 'capacityT' | 'brand' | 'purchasedAtMs'>;
  readonly excavator: Pick<Excavator, 'bucketCapacityM3' | 'model'>;
  /** Null where it is not known who drives. */
  readonly operator: Pick<Operator, 'rating' | 'competency'> | null;
  readonly road: Pick<RoadSegment, 'distanceKm' | 'roadCondition' | 'gradientPct'>;
  /** When the truck's latest maintenance before the trip was completed (see `MaintenanceHistory`); null where none was. */
  readonly lastMaintainedAtMs: number | null;
  /** The trip's own, km; null where only the road's is known. */
  readonly distanceKm: number | null;
  /** The trip's own; null where only the road's is known. */
  readonly roadCondition: string | null;
  readonly weatherCondition: string | null;
  readonly shift: string | null;
}

/** Whole days from one instant to a later one; NaN where the earlier one is unknown or not earlier. */
function wholeDays(fromMs: number | null, toMs: number): number {
  if (fromMs === null || fromMs > toMs) return Number.NaN;
  return Math.floor((toMs - fromMs) / DAY_MS);
}

const number = (value: number | null): number => value ?? Number.NaN;
const text = (value: string | null): string => value?.trim() ?? '';

const numberOf: Readonly<Record<NumericFeature, (trip: TripFacts) => number>> = {
  capacity: ({ truck }) => truck.capacityT,
  bucketCapacity: ({ excavator }) => excavator.bucketCapacityM3,
  rating: ({ operator }) => number(operator?.rating ?? null),
  operator_experience_years: ({ operator }) => operator?.competency.experienceYears ?? 0,
  distance: ({ distanceKm, road }) => distanceKm ?? road.distanceKm,
  gradient: ({ road }) => number(road.gradientPct),
  truck_age_days: ({ truck, atMs }) => wholeDays(truck.purchasedAtMs, atMs),
  days_since_last_maintenance: ({ lastMaintainedAtMs, atMs }) =>
    lastMaintainedAtMs === null ? NEVER_MAINTAINED_DAYS : wholeDays(lastMaintainedAtMs, atMs),
};

const categoryOf: Readonly<Record<CategoricalFeature, (trip: TripFacts) => string>> = {
  weatherCondition: ({ weatherCondition }) => normaliseWeather(text(weatherCondition)).value,
  roadCondition: ({ roadCondition, road }) =>
    normaliseRoadCondition(text(roadCondition ?? road.roadCondition)).value,
  shift: ({ shift }) => normaliseShift(text(shift)).value,
  brand: ({ truck }) => text(truck.brand),
  model_excavator: ({ excavator }) => text(excavator.model),
};

/**
 * The features of one trip. Training and prediction both call this, and nothing else makes features: a model is asked
 * about the same quantities that it was taught.
 */
export function featuresOf(trip: TripFacts): FeatureVector {
  return {
    numbers: NUMERIC_FEATURES.map((name) => numberOf[name](trip)),
    categories: CATEGORICAL_FEATURES.map((name) => categoryOf[name](trip)),
  };
}
