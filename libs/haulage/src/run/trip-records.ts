/** One trip of a truck: out empty, load, haul, dump. Times in minutes from the shift's start; −1 where it did not happen. */
export interface TripRecord {
  readonly truck: number;
  /** Where it came from: a dump, or the park as the number after the last dump. */
  readonly place: number;
  readonly station: number;
  /** −1 where the truck left without a load, because it could not have been dumped in time. */
  readonly loader: number;
  readonly dump: number;
  readonly departureMin: number;
  readonly queueStartMin: number;
  /** End of the wait: the loader takes the truck, or the truck leaves. */
  readonly queueEndMin: number;
  readonly loadingEndMin: number;
  readonly dumpArrivalMin: number;
  readonly dumpingStartMin: number;
  readonly dumpingEndMin: number;
  readonly payloadT: number;
  readonly fuelL: number;
  readonly delayed: boolean;
}

/** Columns of a record in `TripRecords.data`. */
export const TRIP = {
  truck: 0,
  place: 1,
  station: 2,
  loader: 3,
  dump: 4,
  departure: 5,
  queueStart: 6,
  queueEnd: 7,
  loadingEnd: 8,
  dumpArrival: 9,
  dumpingStart: 10,
  dumpingEnd: 11,
  payload: 12,
  fuel: 13,
  delayed: 14,
} as const;

export const TRIP_FIELDS = 15;

/**
 * The trips of one run, flat and in order of completion. Reused from run to run: it grows to the longest run seen and
 * then allocates no more.
 */
export class TripRecords {
  data = new Float64Array(256 * TRIP_FIELDS);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Appends a copy of the trip that stands at `offset` of `source`. */
  add(source: Float64Array, offset: number): void {
    const at = this.count * TRIP_FIELDS;
    if (at === this.data.length) {
      const wider = new Float64Array(this.data.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    for (let i = 0; i < TRIP_FIELDS; i += 1) this.data[at + i] = source[offset + i]!;
    this.count += 1;
  }

  /** The `index`-th trip as an object, for replay and tests. */
  at(index: number): TripRecord {
    if (!(index >= 0 && index < this.count))
      throw new RangeError(`there is no trip ${index} of ${this.count}`);
    const field = (column: number): number => this.data[index * TRIP_FIELDS + column]!;
    return {
      truck: field(TRIP.truck),
      place: field(TRIP.place),
      station: field(TRIP.station),
      loader: field(TRIP.loader),
      dump: field(TRIP.dump),
      departureMin: field(TRIP.departure),
      queueStartMin: field(TRIP.queueStart),
      queueEndMin: field(TRIP.queueEnd),
      loadingEndMin: field(TRIP.loadingEnd),
      dumpArrivalMin: field(TRIP.dumpArrival),
      dumpingStartMin: field(TRIP.dumpingStart),
      dumpingEndMin: field(TRIP.dumpingEnd),
      payloadT: field(TRIP.payload),
      fuelL: field(TRIP.fuel),
      delayed: field(TRIP.delayed) === 1,
    };
  }
}
