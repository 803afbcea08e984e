import { TRIP, TRIP_FIELDS, type TripRecords } from '@mining-ops/haulage/run/trip-records.js';
import type { ShiftMeans } from './measures.js';

/** Sums over the trips of one simulated shift. */
export class TripSums {
  private trips = 0;
  private returns = 0;
  private queueMin = 0;
  private loadToDumpMin = 0;
  private returnMin = 0;
  private payloadT = 0;
  private fuelL = 0;

  /**
   * Adds the trips of one run that joined the queue by `lastCallMin`. A recorded cycle ends with the way back to the
   * loader, and a simulated trip begins with it: the way back of a trip is that of the truck's next one.
   *
   * @param isRecorded whether the next trip's record is kept; a real one may be lost
   */
  add({ data, count }: TripRecords, trucks: number, lastCallMin: number, isRecorded: () => boolean): void {
    const awaitsReturn = new Uint8Array(trucks);
    for (let offset = 0; offset < count * TRIP_FIELDS; offset += TRIP_FIELDS) {
      const field = (column: number): number => data[offset + column] ?? NaN;
      const truck = field(TRIP.truck);
      const joinedMin = field(TRIP.queueStart);
      if (awaitsReturn[truck] === 1) {
        this.returns += 1;
        this.returnMin += joinedMin - field(TRIP.departure);
      }
      const counts = field(TRIP.loader) >= 0 && joinedMin <= lastCallMin && isRecorded();
      awaitsReturn[truck] = counts ? 1 : 0;
      if (!counts) continue;
      this.trips += 1;
      this.queueMin += field(TRIP.queueEnd) - joinedMin;
      this.loadToDumpMin += field(TRIP.dumpingEnd) - field(TRIP.queueEnd);
      this.payloadT += field(TRIP.payload);
      this.fuelL += field(TRIP.fuel);
    }
  }

  /** The means over the trips so far; null where there was none. */
  means(): ShiftMeans | null {
    if (this.trips === 0) return null;
    const backMin = this.returns === 0 ? 0 : this.returnMin / this.returns;
    return {
      cycleMin: (this.queueMin + this.loadToDumpMin) / this.trips + backMin,
      payloadT: this.payloadT / this.trips,
      fuelLPerT: this.fuelL / this.payloadT,
      queueMin: this.queueMin / this.trips,
    };
  }
}
