import type { Excavator } from '@mining-ops/fleet-data/tables/excavators.js';
import type { HaulingActivity } from '@mining-ops/fleet-data/tables/hauling-activities.js';
import type { Operator } from '@mining-ops/fleet-data/tables/operators.js';
import type { RoadSegment } from '@mining-ops/fleet-data/tables/road-segments.js';
import type { Truck } from '@mining-ops/fleet-data/tables/trucks.js';
import {
  CATEGORICAL_FEATURES,
  NUMERIC_FEATURES,
  type CategoricalFeature,
  type NumericFeature,
} from '../features/feature-list.js';
import { featuresOf, type TripFacts } from '../features/features-of.js';
import type { MaintenanceHistory } from '../features/maintenance-history.js';
import type { TrainingRow } from './training-file.js';

/** The tables that a trip is joined with, by id. */
export interface JoinTables {
  readonly trucks: ReadonlyMap<string, Truck>;
  readonly excavators: ReadonlyMap<string, Excavator>;
  readonly operators: ReadonlyMap<string, Operator>;
  readonly roads: ReadonlyMap<string, RoadSegment>;
  readonly maintenance: MaintenanceHistory;
}

/** A trip counts where it was driven to its end. Older exports have no status: then all are. */
const DRIVEN: ReadonlySet<string | null> = new Set(['COMPLETED', 'DELAYED', null]);

/** The facts of a recorded trip, or why it cannot be learned from. A trip without a known driver can. */
export function factsOf(trip: HaulingActivity, tables: JoinTables): TripFacts | { readonly problem: string } {
  if (!DRIVEN.has(trip.status)) return { problem: `status is ${trip.status ?? ''}: not driven to its end` };
  const truck = tables.trucks.get(trip.truckId ?? '');
  if (truck === undefined) return { problem: noneSuch('truckId', trip.truckId, 'trucks.csv') };
  const excavator = tables.excavators.get(trip.excavatorId ?? '');
  if (excavator === undefined)
    return { problem: noneSuch('excavatorId', trip.excavatorId, 'excavators.csv') };
  const road = tables.roads.get(trip.roadSegmentId ?? '');
  if (road === undefined)
    return { problem: noneSuch('roadSegmentId', trip.roadSegmentId, 'road_segments.csv') };
  return {
    atMs: trip.createdAtMs,
    truck,
    excavator,
    operator: tables.operators.get(trip.operatorId ?? '') ?? null,
    road,
    lastMaintainedAtMs: tables.maintenance.lastBefore(truck.id, trip.createdAtMs),
    distanceKm: trip.distanceKm === 0 ? null : trip.distanceKm,
    roadCondition: trip.roadCondition,
    weatherCondition: trip.weatherCondition,
    shift: trip.shift,
  };
}

// Without the id itself: reasons are counted.
const noneSuch = (column: string, id: string | null, file: string): string =>
  id === null ? `${column} is empty` : `${column} is not in ${file}`;

/** The training row of a trip with these facts. */
export function trainingRowOf(id: string, trip: HaulingActivity, facts: TripFacts): TrainingRow {
  const { numbers, categories } = featuresOf(facts);
  const number = (index: number): number | null => {
    const value = numbers[index] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const named = <Name extends string, T>(
    names: readonly Name[],
    value: (index: number) => T,
  ): Record<Name, T> =>
    Object.fromEntries(names.map((name, index) => [name, value(index)])) as Record<Name, T>;
  return {
    id,
    createdAtMs: trip.createdAtMs,
    ...named<NumericFeature, number | null>(NUMERIC_FEATURES, number),
    ...named<CategoricalFeature, string>(CATEGORICAL_FEATURES, (index) => categories[index] ?? ''),
    fuelConsumed: trip.fuelL,
    loadWeight: trip.loadWeightT,
    isDelayed: trip.isDelayed,
    queueDuration: trip.queueMin,
    loadingDuration: trip.loadingMin,
    haulingDuration: trip.haulingMin,
    dumpingDuration: trip.dumpingMin,
    returnDuration: trip.returnMin,
    totalCycleTime: trip.cycleMin,
  };
}
