import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import { TimeWeighted } from '@mining-ops/des/statistics/time-weighted.js';
import type { ClosedNetwork, Station } from './closed-network.js';
import type { SteadyFigures } from './steady-figures.js';

/** A station while it runs: its servers, its random numbers. */
class RunningStation {
  readonly pool: ServerPool | null;
  readonly stream: RandomStream;

  constructor(
    readonly station: Station,
    readonly number: number,
    customers: number,
  ) {
    this.pool = Number.isFinite(station.servers) ? new ServerPool(station.servers, customers) : null;
    this.stream = RandomStream.of({ seed: 0, replication: 0, entity: number, purpose: 0 });
  }

  serviceTime(): number {
    return this.station.law === 'fixed' ? this.station.mean : exponential(this.stream, this.station.mean);
  }
}

/** How long a replication is, in the network's unit of time. */
export interface Horizon {
  /** Thrown away: all customers start at the source, which is no steady state. */
  readonly warmUp: number;
  readonly measured: number;
}

/** Kinds of event that are no station's. */
const WARMED_UP = -1;
const END = -2;
/** After whatever else happens at that instant, so that fixed times are counted on one side of it only. */
const LAST = 1;

/**
 * Simulates a closed network on the kernel. An event is the end of a service: its kind is the station's number, its
 * entity the customer.
 */
export class NetworkRun {
  private readonly calendar: EventCalendar;
  private readonly stations: readonly RunningStation[];
  /** By customer: the server that serves it, and when it last left the source. */
  private readonly serverOf: Int32Array;
  private readonly leftAt: Float64Array;
  private away = new TimeWeighted();
  private noneAway = new TimeWeighted();
  private cycles = 0;
  private responses = 0;

  constructor(private readonly network: ClosedNetwork) {
    this.calendar = new EventCalendar(network.customers + 2);
    this.stations = network.stations.map((s, number) => new RunningStation(s, number, network.customers));
    this.serverOf = new Int32Array(network.customers);
    this.leftAt = new Float64Array(network.customers);
  }

  /** Figures of one replication; the same seed, replication and purpose give the same figures. */
  run({ warmUp, measured }: Horizon, seed: number, replication: number, purpose: number): SteadyFigures {
    this.start(seed, replication, purpose);
    this.calendar.schedule(warmUp, WARMED_UP, 0, LAST);
    this.calendar.schedule(warmUp + measured, END, 0, LAST);
    while (this.calendar.advance() && this.calendar.kind !== END) {
      if (this.calendar.kind === WARMED_UP) this.forget();
      else this.finishService();
    }
    const { now } = this.calendar;
    return {
      throughput: this.cycles / measured,
      noneAway: this.noneAway.mean(now),
      away: this.away.mean(now),
      response: this.responses / this.cycles,
    };
  }

  private start(seed: number, replication: number, purpose: number): void {
    this.calendar.reset();
    for (const station of this.stations) {
      station.pool?.reset();
      station.stream.reseed(seed, replication, station.number, purpose);
    }
    this.away = new TimeWeighted();
    this.noneAway = new TimeWeighted(1);
    this.cycles = 0;
    this.responses = 0;
    for (let customer = 0; customer < this.network.customers; customer += 1)
      this.arrive(this.stationAt(0), customer);
  }

  private forget(): void {
    this.away.restart(this.calendar.now);
    this.noneAway.restart(this.calendar.now);
    this.cycles = 0;
    this.responses = 0;
  }

  private finishService(): void {
    const customer = this.calendar.entity;
    const station = this.stationAt(this.calendar.kind);
    const next = this.stationAt((station.number + 1) % this.stations.length);
    if (station.pool) this.serveNext(station, station.pool, this.serverOf[customer] ?? NaN);
    if (station.number === 0) this.leaveSource(customer);
    if (next.number === 0) this.returnToSource(customer);
    this.arrive(next, customer);
  }

  private arrive(station: RunningStation, customer: number): void {
    const server = station.pool ? station.pool.seize(customer) : 0;
    if (server >= 0) this.serve(station, server, customer);
  }

  private serveNext(station: RunningStation, pool: ServerPool, server: number): void {
    const waiting = pool.takeNext();
    if (waiting >= 0) this.serve(station, server, waiting);
    else pool.release(server);
  }

  private serve(station: RunningStation, server: number, customer: number): void {
    this.serverOf[customer] = server;
    this.calendar.schedule(this.calendar.now + station.serviceTime(), station.number, customer);
  }

  private leaveSource(customer: number): void {
    const { now } = this.calendar;
    this.leftAt[customer] = now;
    this.away.set(this.away.value + 1, now);
    this.noneAway.set(0, now);
  }

  private returnToSource(customer: number): void {
    const { now } = this.calendar;
    this.cycles += 1;
    this.responses += now - (this.leftAt[customer] ?? NaN);
    this.away.set(this.away.value - 1, now);
    this.noneAway.set(this.away.value === 0 ? 1 : 0, now);
  }

  private stationAt(number: number): RunningStation {
    const station = this.stations[number];
    if (!station) throw new RangeError(`station must be one of ${this.stations.length}, got ${number}`);
    return station;
  }
}
