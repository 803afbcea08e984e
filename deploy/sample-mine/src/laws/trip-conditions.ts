import type { Excavator } from '../fleet/excavators.js';
import type { Operator } from '../fleet/operators.js';
import type { Road } from '../fleet/roads.js';
import type { Truck } from '../fleet/trucks.js';
import type { RoadSurface, Weather } from './surface.js';

/** All that a trip's laws know before chance has its say. */
export interface TripConditions {
  readonly truck: Truck;
  readonly excavator: Excavator;
  readonly operator: Operator;
  readonly road: Road;
  readonly weather: Weather;
  /** The road as it was that shift, which rain may have made worse than its own entry. */
  readonly surface: RoadSurface;
  /** What this trip drives one way: the road and the ways in the pit and at the dump. */
  readonly distanceKm: number;
  readonly truckAgeDays: number;
  readonly daysSinceMaintenance: number;
}

/** From −1 (rated 3.5) to 1 (rated 5). */
export const skillOf = (operator: Operator): number => (operator.rating - 4.25) / 0.75;

/** What a driver's experience and rating do to driving and spotting times; 1 for some 5 years and 4.25 stars. */
export const driverTimeFactor = (operator: Operator): number =>
  0.985 + 0.08 * Math.exp(-operator.experienceYears / 3) - 0.04 * skillOf(operator);

export const offRoadKm = ({ distanceKm, road }: TripConditions): number => distanceKm - road.distanceKm;
