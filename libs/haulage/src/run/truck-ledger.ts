import type { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import type { CompiledMine } from './compiled-mine.js';
import { MachineClock, TRUCK, TRUCK_STATES } from './machine-clock.js';
import { PURPOSE, type RunStreams } from './run-streams.js';
import { TRIP, TRIP_FIELDS, type TripRecords } from './trip-records.js';

/**
 * What is written down of every truck while a run goes on: the trip it is on, its time by state, its fuel. One entry a
 * truck where not said otherwise.
 */
export class TruckLedger {
  readonly clock: MachineClock;
  /** Fuel burnt, L. */
  readonly fuelL: Float64Array;
  /** When what the truck does begins and ends, min. */
  readonly startMin: Float64Array;
  readonly endMin: Float64Array;
  /** What `waited` and `burn` write down. */
  readonly waitMin: Float64Array;
  readonly burntL: Float64Array;
  /** Where the truck's trip leads. */
  readonly stations: Int32Array;
  readonly loaders: Int32Array;
  readonly dumps: Int32Array;
  /** Times, payload and fuel of the truck's trip, in the columns of a trip record: [truck · TRIP_FIELDS + column]. */
  readonly trips: Float64Array;
  private readonly tanksL: Float64Array;
  private readonly parkedSinceMin: Float64Array;
  /** Trucks that are not parked. */
  private active = 0;

  constructor(
    private readonly mine: CompiledMine,
    private readonly calendar: EventCalendar,
    private readonly records: TripRecords | null,
  ) {
    const { count } = mine.trucks;
    const column = (): Float64Array => new Float64Array(count);
    this.clock = new MachineClock(count, TRUCK_STATES.length);
    this.fuelL = column();
    this.startMin = column();
    this.endMin = column();
    this.waitMin = column();
    this.burntL = column();
    this.stations = new Int32Array(count);
    this.loaders = new Int32Array(count);
    this.dumps = new Int32Array(count);
    this.trips = new Float64Array(count * TRIP_FIELDS);
    this.tanksL = column();
    this.parkedSinceMin = column();
  }

  reset(streams: RunStreams): void {
    this.clock.reset();
    this.fuelL.fill(0);
    this.parkedSinceMin.fill(0);
    this.records?.clear();
    const { refuelling, trucks } = this.mine;
    this.active = trucks.count;
    for (let truck = 0; truck < trucks.count; truck += 1) {
      // Tanks are as full as chance left them; where nobody refuels, nobody asks.
      const reserve = refuelling?.reserveFraction ?? 1;
      const fraction =
        refuelling === null ? 1 : reserve + (1 - reserve) * streams.of(truck, PURPOSE.tank).uniform();
      this.tanksL[truck] = trucks.tanksL[truck]! * fraction;
    }
  }

  /** A truck sets out on a trip, when what it does now begins. */
  startTrip(truck: number, place: number, station: number): void {
    const at = truck * TRIP_FIELDS;
    this.stations[truck] = station;
    this.trips[at + TRIP.truck] = truck;
    this.trips[at + TRIP.place] = place;
    this.trips[at + TRIP.departure] = this.startMin[truck]!;
    this.trips[at + TRIP.fuel] = 0;
  }

  /** A truck gives its trip up at the loader: what comes after the queue does not happen. */
  endTripUnloaded(truck: number): void {
    if (!this.records) return;
    const at = truck * TRIP_FIELDS;
    this.loaders[truck] = -1;
    this.dumps[truck] = -1;
    this.trips.fill(-1, at + TRIP.loadingEnd, at + TRIP.payload);
    this.trips[at + TRIP.payload] = 0;
    this.trips[at + TRIP.delayed] = 0;
    this.endTrip(truck);
  }

  endTrip(truck: number): void {
    if (!this.records) return;
    const at = truck * TRIP_FIELDS;
    this.trips[at + TRIP.station] = this.stations[truck]!;
    this.trips[at + TRIP.loader] = this.loaders[truck]!;
    this.trips[at + TRIP.dump] = this.dumps[truck]!;
    this.records.add(this.trips, at);
  }

  /** A truck has waited for `waitMin` with its engine on. */
  waited(truck: number, state: number): void {
    const minutes = this.waitMin[truck]!;
    this.clock.minutes[this.clock.at(truck, state)]! += minutes;
    this.burntL[truck] = this.mine.trucks.idleFuelLPerMin[truck]! * minutes;
    this.burn(truck);
  }

  /** A truck has burnt `burntL`. */
  burn(truck: number): void {
    const litres = this.burntL[truck]!;
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

  /** A truck leaves the park where it stood since the start of the shift. */
  leavePark(truck: number): void {
    this.clock.minutes[this.clock.at(truck, TRUCK.parked)]! += this.calendar.now;
  }

  /** A truck has no more to do in this shift. */
  park(truck: number): void {
    this.parkedSinceMin[truck] = this.calendar.now;
    this.active -= 1;
  }

  get allParked(): boolean {
    return this.active === 0;
  }

  /** The run is over: trucks were parked until then. */
  finish(endMin: number): void {
    for (let truck = 0; truck < this.parkedSinceMin.length; truck += 1)
      this.clock.minutes[this.clock.at(truck, TRUCK.parked)]! += endMin - this.parkedSinceMin[truck]!;
  }
}
