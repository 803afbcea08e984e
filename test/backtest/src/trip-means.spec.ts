import { TRIP, TRIP_FIELDS, TripRecords } from '@mining-ops/haulage/run/trip-records.js';
import { mean, recordedMeans } from './measures.js';
import { TripSums } from './trip-means.js';

function records(...trips: Partial<Record<keyof typeof TRIP, number>>[]): TripRecords {
  const all = new TripRecords();
  for (const trip of trips) {
    const row = new Float64Array(TRIP_FIELDS);
    for (const [name, value] of Object.entries(trip)) row[TRIP[name as keyof typeof TRIP]] = value;
    all.add(row, 0);
  }
  return all;
}

const first = { truck: 0, departure: 0, queueStart: 10, queueEnd: 14, dumpingEnd: 60, payload: 30, fuel: 9 };
const second = {
  truck: 0,
  departure: 60,
  queueStart: 80,
  queueEnd: 82,
  dumpingEnd: 130,
  payload: 20,
  fuel: 6,
};

describe('the means of simulated trips', () => {
  it('end a cycle with the way back, which is the beginning of the next trip', () => {
    const sums = new TripSums();
    sums.add(records(first, second), 1, 70, () => true);
    // The second trip joined after the last call: only its way to the loader counts, as the first one's way back.
    expect(sums.means()).toEqual({ cycleMin: 4 + 46 + 20, payloadT: 30, fuelLPerT: 0.3, queueMin: 4 });
  });

  it('leave out trips without a load and trips that nobody recorded', () => {
    const sums = new TripSums();
    sums.add(records({ ...first, loader: -1 }), 1, 70, () => true);
    sums.add(records(first), 1, 70, () => false);
    expect(sums.means()).toBeNull();
  });
});

describe('the means of recorded trips', () => {
  it('use each trip for what was recorded of it', () => {
    const column = (...values: number[]): Float64Array => Float64Array.of(...values);
    const [unknown, code] = [column(NaN, NaN), { codes: Int32Array.of(0, 0), levels: 1 }];
    const means = recordedMeans({
      length: 2,
      ...{ queueMin: column(2, 4), loadingMin: column(8, 8), haulingMin: column(20, 22) },
      ...{ dumpingMin: column(6, 6), returnMin: column(14, NaN) },
      ...{ payloadT: column(30, 20), fuelL: column(NaN, 10) },
      ...{ tripDistanceKm: unknown, roadDistanceKm: unknown, truckCapacityT: unknown, delayed: unknown },
      ...{ weather: code, roadCondition: code, road: code, loader: code, truck: code, operator: code },
    });
    expect(means).toEqual({ cycleMin: 50, payloadT: 25, fuelLPerT: 0.5, queueMin: 3 });
    expect(mean(Float64Array.of(NaN))).toBeNaN();
  });
});
