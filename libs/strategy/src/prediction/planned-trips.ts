import type { Predicted, ShiftPredictions } from '@mining-ops/haulage/calibration/predicted-shift.js';
import type {
  PlanningLoader,
  PlanningOperator,
  PlanningRoad,
  PlanningTruck,
} from '../fleet/planning-fleet.js';

/** A trip that candidates have in common: a truck with its driver, loaded by a loader, on a road. */
export interface PlannedTrip {
  readonly truck: PlanningTruck;
  readonly driver: PlanningOperator;
  readonly loader: PlanningLoader;
  readonly road: PlanningRoad;
  /** What it drives one way, km. */
  readonly tripKm: number;
}

/** What models predict of trips: columns have one entry a trip, in the order of the trips. */
export type TripPredictions = ShiftPredictions;

type Who = Pick<PlannedTrip, 'truck' | 'driver' | 'loader' | 'road'>;

/** The distinct trips of a question's candidates, numbered in the order in which they were added. */
export class PlannedTrips {
  readonly trips: PlannedTrip[] = [];
  private readonly numbers = new Map<string, number>();

  add(trip: PlannedTrip): void {
    const key = keyOf(trip);
    if (this.numbers.has(key)) return;
    this.numbers.set(key, this.trips.length);
    this.trips.push(trip);
  }

  /** @throws RangeError where the trip was not added */
  numberOf(who: Who): number {
    const number = this.numbers.get(keyOf(who));
    if (number === undefined) throw new RangeError(`the trip ${keyOf(who)} was not planned`);
    return number;
  }
}

const keyOf = ({ truck, driver, loader, road }: Who): string =>
  [truck, driver, loader, road].map(({ id }) => id).join('\n');

/** The predictions of some trips, in the order of their numbers here. */
export function pick(predictions: TripPredictions, numbers: readonly number[]): ShiftPredictions {
  const values = (column: Float64Array): Float64Array =>
    Float64Array.from(numbers, (number) => column[number] ?? NaN);
  const of = (predicted: Predicted): Predicted => ({ ...predicted, means: values(predicted.means) });
  const { loadingMin, travelMin, dumpingMin, payloadT, tripFuelL, delayProbability } = predictions;
  return {
    loadingMin: loadingMin && of(loadingMin),
    travelMin: travelMin && { hauling: of(travelMin.hauling), returning: of(travelMin.returning) },
    dumpingMin: dumpingMin && of(dumpingMin),
    payloadT: payloadT && of(payloadT),
    tripFuelL: tripFuelL && of(tripFuelL),
    delayProbability: delayProbability && values(delayProbability),
  };
}
