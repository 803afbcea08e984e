import { TRIP, TRIP_FIELDS, type TripRecords } from '@mining-ops/haulage/run/trip-records.js';
import type { ShiftMeans } from './measures.js';

/**
 * The means over the trips of one replication that joined the queue by `lastCallMin`. A recorded cycle ends with the
 * way back to the loader, and a simulated trip begins with it: the way back of a trip is that of the truck's next one.
 */
export function tripMeans({ data, count }: TripRecords, trucks: number, lastCallMin: number): ShiftMeans {
  const awaitsReturn = new Uint8Array(trucks);
  let [trips, returns] = [0, 0];
  let [queueMin, loadToDumpMin, returnMin, payloadT, fuelL] = [0, 0, 0, 0, 0];
  for (let offset = 0; offset < count * TRIP_FIELDS; offset += TRIP_FIELDS) {
    const field = (column: number): number => data[offset + column] ?? NaN;
    const truck = field(TRIP.truck);
    const joinedMin = field(TRIP.queueStart);
    if (awaitsReturn[truck] === 1) {
      returns += 1;
      returnMin += joinedMin - field(TRIP.departure);
    }
    const counts = field(TRIP.loader) >= 0 && joinedMin <= lastCallMin;
    awaitsReturn[truck] = counts ? 1 : 0;
    if (!counts) continue;
    trips += 1;
    queueMin += field(TRIP.queueEnd) - joinedMin;
    loadToDumpMin += field(TRIP.dumpingEnd) - field(TRIP.queueEnd);
    payloadT += field(TRIP.payload);
    fuelL += field(TRIP.fuel);
  }
  return {
    cycleMin: (queueMin + loadToDumpMin) / trips + returnMin / returns,
    payloadT: payloadT / trips,
    fuelLPerT: fuelL / payloadT,
    queueMin: queueMin / trips,
  };
}
