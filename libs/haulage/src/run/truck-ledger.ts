import type { CompiledMine } from './compiled-mine.js';
import { MachineClock, TRUCK, TRUCK_STATES } from './machine-clock.js';
import { PURPOSE, type RunStreams } from './run-streams.js';
import { TRIP, TRIP_FIELDS, type TripRecords } from './trip-records.js';

/** What is written down of every truck while a run goes on: the trip it is on, its time by state, its fuel. */
export class TruckLedger {
  readonly clock: MachineClock;
  /** Fuel burnt by each truck, L. */
  readonly fuelL: Float64Array;
  private readonly trips: Float64Array;
  private readonly tanksL: Float64Array;

  constructor(private readonly mine: CompiledMine) {
    const { count } = mine.trucks;
    this.clock = new MachineClock(count, TRUCK_STATES.length);
    this.fuelL = new Float64Array(count);
    this.trips = new Float64Array(count * TRIP_FIELDS);
    this.tanksL = new Float64Array(count);
  }

  reset(streams: RunStreams): void {
    this.clock.reset();
    this.fuelL.fill(0);
    const { refuelling, trucks } = this.mine;
    for (let truck = 0; truck < trucks.count; truck += 1) {
      // Tanks are as full as chance left them; where nobody refuels, nobody asks.
      const reserve = refuelling?.reserveFraction ?? 1;
      const fraction =
        refuelling === null ? 1 : reserve + (1 - reserve) * streams.ofTruck(truck, PURPOSE.tank).uniform();
      this.tanksL[truck] = trucks.tanksL[truck]! * fraction;
    }
  }

  /** A truck sets out on a trip. */
  startTrip(truck: number, place: number, station: number, departureMin: number): void {
    const at = truck * TRIP_FIELDS;
    this.trips[at + TRIP.truck] = truck;
    this.trips[at + TRIP.place] = place;
    this.trips[at + TRIP.station] = station;
    this.trips[at + TRIP.departure] = departureMin;
    this.trips[at + TRIP.fuel] = 0;
  }

  /** A truck gives its trip up at the loader: what comes after the queue does not happen. */
  endTripUnloaded(truck: number, records: TripRecords): void {
    const at = truck * TRIP_FIELDS;
    this.trips.fill(-1, at + TRIP.loadingEnd, at + TRIP.payload);
    this.trips[at + TRIP.loader] = -1;
    this.trips[at + TRIP.dump] = -1;
    this.trips[at + TRIP.payload] = 0;
    this.trips[at + TRIP.delayed] = 0;
    records.add(this.trips, at);
  }

  get(truck: number, field: number): number {
    return this.trips[truck * TRIP_FIELDS + field]!;
  }

  set(truck: number, field: number, value: number): void {
    this.trips[truck * TRIP_FIELDS + field] = value;
  }

  endTrip(truck: number, records: TripRecords): void {
    records.add(this.trips, truck * TRIP_FIELDS);
  }

  /** A truck has waited with its engine on. */
  waited(truck: number, state: number, minutes: number): void {
    this.clock.add(truck, state, minutes);
    this.burn(truck, this.mine.trucks.idleFuelLPerMin[truck]! * minutes);
  }

  burn(truck: number, litres: number): void {
    this.tanksL[truck]! -= litres;
    this.fuelL[truck]! += litres;
    this.trips[truck * TRIP_FIELDS + TRIP.fuel]! += litres;
  }

  /** Whether less than the reserve is left in a truck's tank. */
  isLow(truck: number): boolean {
    const { refuelling, trucks } = this.mine;
    const tankL = trucks.tanksL[truck]!;
    return (
      refuelling !== null && tankL < Infinity && this.tanksL[truck]! < refuelling.reserveFraction * tankL
    );
  }

  fillUp(truck: number): void {
    this.tanksL[truck] = this.mine.trucks.tanksL[truck]!;
  }

  parked(truck: number, minutes: number): void {
    this.clock.add(truck, TRUCK.parked, minutes);
  }
}
