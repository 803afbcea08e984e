import type {
  PlanningLoader,
  PlanningOperator,
  PlanningRoad,
  PlanningTruck,
} from '../fleet/planning-fleet.js';
import { pick, PlannedTrips, type PlannedTrip, type TripPredictions } from './planned-trips.js';

const trip = (truck: string, driver = 'd1', loader = 'l1', road = 'r1'): PlannedTrip => ({
  truck: { id: truck } as PlanningTruck,
  driver: { id: driver } as PlanningOperator,
  loader: { id: loader } as PlanningLoader,
  road: { id: road } as PlanningRoad,
  tripKm: 3,
});

describe('planned trips', () => {
  it('are numbered in the order in which they are added, each once', () => {
    const planned = new PlannedTrips();
    const all = [trip('t1'), trip('t2'), trip('t1'), trip('t1', 'd2'), trip('t1', 'd1', 'l2'), trip('t2')];
    for (const one of all) planned.add(one);
    expect(planned.trips).toHaveLength(4);
    expect(all.map((one) => planned.numberOf(one))).toEqual([0, 1, 0, 2, 3, 1]);
  });

  it('do not include one that was not added', () => {
    expect(() => new PlannedTrips().numberOf(trip('t1'))).toThrow(/t1\nd1\nl1\nr1 was not planned/);
  });

  it('have their predictions picked by number; what is not predicted stays so', () => {
    const predicted = { means: Float64Array.of(1, 2, 3), spread: { kind: 'none' } as const };
    const predictions: TripPredictions = {
      loadingMin: predicted,
      travelMin: { hauling: predicted, returning: predicted },
      dumpingMin: null,
      payloadT: null,
      tripFuelL: null,
      delayProbability: Float64Array.of(0.1, 0.2, 0.3),
    };
    const picked = pick(predictions, [2, 0, 2]);
    expect(picked.loadingMin?.means).toEqual(Float64Array.of(3, 1, 3));
    expect(picked.travelMin?.returning.means).toEqual(Float64Array.of(3, 1, 3));
    expect(picked.delayProbability).toEqual(Float64Array.of(0.3, 0.1, 0.3));
    expect([picked.dumpingMin, picked.payloadT, picked.tripFuelL]).toEqual([null, null, null]);
  });
});
