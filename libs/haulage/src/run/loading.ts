import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import { EVENT } from './events.js';
import { LoadDraw } from './load-draw.js';
import { LOADER, LOADER_STATES, MachineClock, TRUCK } from './machine-clock.js';
import { MachineLives } from './machine-lives.js';
import type { RunContext } from './run-context.js';
import { DAY } from './shift-day.js';
import { TRIP, TRIP_FIELDS } from './trip-records.js';

/** Trucks at the load sites: they queue, first in, first out, for a loader of their station, which fills them. */
export class Loading {
  readonly clock: MachineClock;
  /** Waiting of trucks at each load site, min. */
  readonly siteQueueMin: Float64Array;
  private readonly pools: readonly ServerPool[];
  private readonly lives: MachineLives;
  private readonly load: LoadDraw;
  /** The loader of its station that serves each truck. */
  private readonly servers: Int32Array;
  /** Trucks being loaded at each station. */
  private readonly beingLoaded: Int32Array;
  private readonly freeSinceMin: Float64Array;

  constructor(private readonly context: RunContext) {
    const { mine, streams } = context;
    const { loaders, stations, trucks } = mine;
    this.clock = new MachineClock(loaders.count, LOADER_STATES.length);
    this.siteQueueMin = new Float64Array(mine.names.loadSites.length);
    this.pools = Array.from(
      { length: stations.count },
      (_, s) => new ServerPool(stations.firstLoaders[s + 1]! - stations.firstLoaders[s]!, trucks.count),
    );
    this.lives = new MachineLives(loaders.count, mine.loaderBreakdowns, streams, streams.loader(0));
    this.load = new LoadDraw(mine, streams);
    this.servers = new Int32Array(trucks.count);
    this.beingLoaded = new Int32Array(stations.count);
    this.freeSinceMin = new Float64Array(loaders.count);
  }

  reset(): void {
    this.clock.reset();
    this.lives.reset();
    this.siteQueueMin.fill(0);
    for (const pool of this.pools) pool.reset();
    this.beingLoaded.fill(0);
    this.freeSinceMin.fill(0);
  }

  queued(station: number): number {
    return this.pools[station]!.waiting;
  }

  loading(station: number): number {
    return this.beingLoaded[station]!;
  }

  /** A truck arrives at the station that its trip leads to. */
  arrive(truck: number): void {
    const { trucks, calendar } = this.context;
    const station = trucks.stations[truck]!;
    trucks.trips[truck * TRIP_FIELDS + TRIP.queueStart] = calendar.now;
    const server = this.pools[station]!.seize(truck);
    if (server >= 0) this.offer(station, server, truck);
  }

  /** A truck is full, and leaves its loader idle. */
  end(truck: number): void {
    const { trucks, calendar } = this.context;
    trucks.trips[truck * TRIP_FIELDS + TRIP.loadingEnd] = calendar.now;
    this.freeSinceMin[trucks.loaders[truck]!] = calendar.now;
    this.beingLoaded[trucks.stations[truck]!]! -= 1;
  }

  /** The loader that has filled a truck turns to the next. */
  serveNext(truck: number): void {
    const station = this.context.trucks.stations[truck]!;
    const server = this.servers[truck]!;
    const pool = this.pools[station]!;
    const next = pool.takeNext();
    if (next >= 0) this.offer(station, server, next);
    else pool.release(server);
  }

  /** The run is over: loaders were idle until then. */
  finish(endMin: number): void {
    const { clock, freeSinceMin } = this;
    for (let loader = 0; loader < freeSinceMin.length; loader += 1)
      clock.minutes[clock.at(loader, LOADER.idle)]! += endMin - freeSinceMin[loader]!;
  }

  /** A free loader turns to `firstTruck`, or to those behind it where it is too late for that one. */
  private offer(station: number, server: number, firstTruck: number): void {
    const pool = this.pools[station]!;
    for (let truck = firstTruck; truck >= 0; truck = pool.takeNext()) {
      if (this.context.hours.canBeDumpedInTime(station, -1)) {
        this.start(station, server, truck);
        return;
      }
      this.leaveUnloaded(truck, station);
    }
    pool.release(server);
  }

  private start(station: number, server: number, truck: number): void {
    const { mine, calendar, hours, weather, day, trucks, truckLives } = this.context;
    const { lives, clock } = this;
    const { now } = calendar;
    const loader = mine.stations.firstLoaders[station]! + server;
    hours.begin(truck);
    this.load.draw(truck, loader);
    const startMin = trucks.startMin[truck]!;
    const loadingMin = this.load.minutes * weather.loadingFactor * day.factors[DAY.loading]!;
    lives.workMin[loader] = loadingMin;
    lives.work(loader);
    const repairMin = lives.repairMin[loader]!;
    truckLives.workMin[truck] = loadingMin;
    truckLives.age(truck);
    clock.minutes[clock.at(loader, LOADER.idle)]! += now - this.freeSinceMin[loader]!;
    clock.minutes[clock.at(loader, LOADER.onBreak)]! += startMin - now;
    clock.minutes[clock.at(loader, LOADER.loading)]! += loadingMin;
    clock.minutes[clock.at(loader, LOADER.down)]! += repairMin;
    trucks.clock.minutes[trucks.clock.at(truck, TRUCK.loading)]! += loadingMin;
    // A truck under a loader that has broken down waits like any other.
    const trip = truck * TRIP_FIELDS;
    trucks.waitMin[truck] = now - trucks.trips[trip + TRIP.queueStart]! + repairMin;
    this.waited(truck, station);
    trucks.loaders[truck] = loader;
    trucks.trips[trip + TRIP.queueEnd] = now;
    trucks.trips[trip + TRIP.payload] = this.load.payloadT * day.factors[DAY.payload]!;
    this.servers[truck] = server;
    this.beingLoaded[station]! += 1;
    trucks.endMin[truck] = startMin + loadingMin + repairMin;
    calendar.scheduleFrom(trucks.endMin, EVENT.endLoading, truck);
  }

  private leaveUnloaded(truck: number, station: number): void {
    const { calendar, trucks } = this.context;
    const trip = truck * TRIP_FIELDS;
    trucks.waitMin[truck] = calendar.now - trucks.trips[trip + TRIP.queueStart]!;
    this.waited(truck, station);
    trucks.trips[trip + TRIP.queueEnd] = calendar.now;
    trucks.endTripUnloaded(truck);
    trucks.park(truck);
  }

  private waited(truck: number, station: number): void {
    const { mine, trucks } = this.context;
    trucks.waited(truck, TRUCK.queueingToLoad);
    this.siteQueueMin[mine.stations.sites[station]!]! += trucks.waitMin[truck]!;
  }
}
