import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { DAY_MS, MINUTE_MS, SHIFT_MIN, type ShiftName } from '../base/calendar.js';
import { at, between, integerBetween, round } from '../base/draws.js';
import type { Excavator } from '../fleet/excavators.js';
import type { MaintenanceHistory } from '../fleet/maintenance-history.js';
import type { Operator } from '../fleet/operators.js';
import type { LoadingPoint } from '../fleet/places.js';
import type { Road } from '../fleet/roads.js';
import type { Truck } from '../fleet/trucks.js';
import { readingAt, workingFromMs, type WeatherHistory } from '../fleet/weather.js';
import type { RoadSurface } from '../laws/surface.js';
import type { TripConditions } from '../laws/trip-conditions.js';
import { drawChance, tripFuelL, tripOutcome, type TripOutcome } from '../laws/trip-outcome.js';

/** A truck and who drives it this shift. */
export interface CrewedTruck {
  readonly truck: Truck;
  readonly operator: Operator;
}

/** One excavator's work in one shift, before chance has its say. */
export interface LoaderShift {
  readonly shift: ShiftName;
  readonly startMs: number;
  readonly excavator: Excavator;
  readonly loadingPoint: LoadingPoint;
  readonly road: Road;
  readonly surface: RoadSurface;
  readonly crew: readonly CrewedTruck[];
}

export interface Trip {
  readonly loaderShift: LoaderShift;
  readonly conditions: TripConditions;
  readonly queueStartMs: number;
  readonly queueMin: number;
  readonly outcome: TripOutcome;
  readonly fuelL: number;
}

/** What stays the same for all shifts. */
export interface Background {
  readonly weather: WeatherHistory;
  readonly maintenance: MaintenanceHistory;
}

/** Trucks come to the face this long after the shift's start: handover, inspection, way from the pool. */
const ARRIVAL_MIN = [4, 28] as const;
/** After a stop for rain trucks come back one by one within this time. */
const RESUME_MIN = 40;
/** Nobody joins the queue when less than this is left of the shift. */
const LAST_CALL_MIN = 90;

function conditionsAt(
  stream: RandomStream,
  loaderShift: LoaderShift,
  { truck, operator }: CrewedTruck,
  ms: number,
  { weather, maintenance }: Background,
): TripConditions {
  const { excavator, road, surface, loadingPoint } = loaderShift;
  const wayKm = road.distanceKm + loadingPoint.inPitKm + road.dump.areaKm;
  return {
    ...{ truck, excavator, operator, road, surface },
    weather: readingAt(weather, road.pit.siteId, ms).condition,
    distanceKm: round(wayKm + between(stream, -0.06, 0.06), 4),
    truckAgeDays: Math.floor((ms - truck.purchasedAtMs) / DAY_MS),
    daysSinceMaintenance: maintenance.daysSince(truck.id, ms),
  };
}

/**
 * Runs the shift: trucks queue for the one excavator, first come, first served, in whole minutes. Queues are thus what
 * the other trucks leave, not a law of their own. Trips come in the order in which they were loaded.
 */
export function runLoaderShift(
  stream: RandomStream,
  loaderShift: LoaderShift,
  background: Background,
): Trip[] {
  const { startMs, road, crew } = loaderShift;
  const trips: Trip[] = [];
  const nextArrivalMin = crew.map(() => integerBetween(stream, ARRIVAL_MIN[0], ARRIVAL_MIN[1]));
  // Radio clocks are not set to the minute; one offset a shift keeps its order true.
  const offsetMs = integerBetween(stream, 0, MINUTE_MS - 1);
  let excavatorFreeMin = 0;
  for (;;) {
    const arrivalMin = Math.min(...nextArrivalMin);
    if (arrivalMin > SHIFT_MIN - LAST_CALL_MIN) return trips;
    const next = nextArrivalMin.indexOf(arrivalMin);
    const workingMin = Math.ceil(
      (workingFromMs(background.weather, road.pit.siteId, startMs + arrivalMin * MINUTE_MS) - startMs) /
        MINUTE_MS,
    );
    if (workingMin > arrivalMin) {
      // Haulage has stopped for heavy rain: the truck waits elsewhere and joins the queue when it goes on.
      nextArrivalMin[next] = workingMin + integerBetween(stream, 0, RESUME_MIN);
      continue;
    }
    const queueStartMs = startMs + arrivalMin * MINUTE_MS + offsetMs;
    const conditions = conditionsAt(stream, loaderShift, at(crew, next), queueStartMs, background);
    const chance = drawChance(stream);
    const outcome = tripOutcome(conditions, chance);
    const loadingStartMin = Math.max(arrivalMin, excavatorFreeMin);
    const queueMin = loadingStartMin - arrivalMin;
    const fuelL = tripFuelL(conditions, outcome, queueMin, chance);
    trips.push({ loaderShift, conditions, queueStartMs, queueMin, outcome, fuelL });
    excavatorFreeMin = loadingStartMin + outcome.loadingMin;
    nextArrivalMin[next] = excavatorFreeMin + outcome.haulMin + outcome.dumpingMin + outcome.returnMin;
  }
}

/** Minutes from joining the queue to being back at it. */
export const cycleMin = ({ queueMin, outcome }: Pick<Trip, 'queueMin' | 'outcome'>): number =>
  queueMin + outcome.loadingMin + outcome.haulMin + outcome.dumpingMin + outcome.returnMin;
