import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { bernoulli } from '@mining-ops/des/distributions/bernoulli.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import { dispatchRuleNamed } from '../dispatch/all-rules.js';
import type { Dispatcher, DispatchView } from '../dispatch/dispatch-rule.js';
import { openFrom } from './breaks.js';
import { emptyLeg, loadedLeg, nearestDump, parkPlace, type CompiledMine } from './compiled-mine.js';
import { HaulRoads } from './haul-roads.js';
import { LoadDraw } from './load-truck.js';
import { LOADER, LOADER_STATES, MachineClock, TRUCK } from './machine-clock.js';
import { MachineLives } from './machine-lives.js';
import { PURPOSE, RunStreams } from './run-streams.js';
import { RunningWeather } from './running-weather.js';
import { TRIP, type TripRecords } from './trip-records.js';
import { TruckLedger } from './truck-ledger.js';

/** Kinds of event, by what happens at it. The entity is a truck. */
const LEAVE_PARK = 0;
const ARRIVE_AT_LOADER = 1;
const END_LOADING = 2;
const ARRIVE_AT_DUMP = 3;
const END_DUMPING = 4;
const END_REFUELLING = 5;
const WEATHER_CHANGE = 6;

/** A run did not end within its budget of events. */
export class EventBudgetError extends Error {
  override readonly name = 'EventBudgetError';
}

const DEFAULT_EVENT_BUDGET = 10_000_000;

export interface MineRunOptions {
  /** Where the trips of the last replication are written down, for replay; nowhere without it. */
  readonly records?: TripRecords;
  /** Events after which a run is stopped. */
  readonly eventBudget?: number;
}

/**
 * Runs shifts of one compiled mine, one replication after another, with the same memory.
 *
 * Order of play: trucks leave the park when the change of shift is over; the dispatch rule sends each to a station;
 * they queue first in, first out for a loader; load; haul to the dump that the rule names; queue for a bay; dump;
 * refuel where the tank is low; and are dispatched again. Nothing begins within a break. A truck parks where its next
 * load could not be expected to be dumped by `lastDumpMin`. A truck can break down while it travels, a loader while it
 * loads; both then go on where they stopped.
 *
 * Guarantee: a replication depends on nothing but the definition, the seed and the replication's number.
 */
export class MineRun implements DispatchView {
  // What the last replication did. Minutes by state of every machine sum to `endMin`.
  readonly trucks: TruckLedger;
  readonly loaderClock: MachineClock;
  loads = 0;
  loadedT = 0;
  delayedLoads = 0;
  /** Waiting of trucks by place, min. */
  readonly siteQueueMin: Float64Array;
  readonly dumpQueueMin: Float64Array;
  /** End of the shift, or of its last activity where that is later. */
  endMin = 0;

  private readonly calendar: EventCalendar;
  private readonly streams: RunStreams;
  private readonly dispatcher: Dispatcher;
  private readonly weather: RunningWeather;
  private readonly truckLives: MachineLives;
  private readonly loaderLives: MachineLives;
  private readonly roads: HaulRoads;
  private readonly load: LoadDraw;
  private readonly stationPools: ServerPool[];
  private readonly dumpPools: ServerPool[];
  private readonly fuelPool: ServerPool | null;
  /** Loader of its station, bay of its dump or fuel point that serves each truck. */
  private readonly servers: Int32Array;
  private readonly parkedSinceMin: Float64Array;
  private readonly fuelQueueSinceMin: Float64Array;
  private readonly loaderFreeSinceMin: Float64Array;
  private readonly stationsUnderWay: Int32Array;
  private readonly stationsLoading: Int32Array;
  /** Nearest dump of each load site, and how long a load takes from the site until it is dumped there, min. */
  private readonly nearest: Int32Array;
  private readonly deliveryMin: Float64Array;
  private readonly trips: TripRecords | null;
  private readonly eventBudget: number;
  private activeTrucks = 0;

  constructor(
    readonly mine: CompiledMine,
    { records, eventBudget = DEFAULT_EVENT_BUDGET }: MineRunOptions = {},
  ) {
    this.trips = records ?? null;
    this.eventBudget = eventBudget;
    const { trucks, loaders, stations, dumps, legs, names, refuelling } = mine;
    const rule = dispatchRuleNamed(mine.dispatchRule);
    if (!rule) throw new RangeError(`there is no dispatch rule "${mine.dispatchRule}"`);
    this.dispatcher = rule.prepare(mine);
    this.calendar = new EventCalendar(trucks.count + 1);
    this.streams = new RunStreams(trucks.count, loaders.count);
    this.weather = new RunningWeather(mine.weather);
    this.truckLives = new MachineLives(trucks.count, mine.truckBreakdowns, (truck, purpose) =>
      this.streams.ofTruck(truck, purpose),
    );
    this.loaderLives = new MachineLives(loaders.count, mine.loaderBreakdowns, (loader, purpose) =>
      this.streams.ofLoader(loader, purpose),
    );
    this.trucks = new TruckLedger(mine);
    this.roads = new HaulRoads(mine, this.streams, this.weather, this.truckLives, this.trucks);
    this.load = new LoadDraw(mine, this.streams);
    this.loaderClock = new MachineClock(loaders.count, LOADER_STATES.length);
    this.stationPools = Array.from(
      { length: stations.count },
      (_, s) => new ServerPool(stations.firstLoaders[s + 1]! - stations.firstLoaders[s]!, trucks.count),
    );
    this.dumpPools = Array.from(dumps.bays, (bays) => new ServerPool(bays, trucks.count));
    this.fuelPool = refuelling && new ServerPool(refuelling.bays, trucks.count);
    this.servers = new Int32Array(trucks.count);
    this.parkedSinceMin = new Float64Array(trucks.count);
    this.fuelQueueSinceMin = new Float64Array(trucks.count);
    this.loaderFreeSinceMin = new Float64Array(loaders.count);
    this.stationsUnderWay = new Int32Array(stations.count);
    this.stationsLoading = new Int32Array(stations.count);
    this.siteQueueMin = new Float64Array(names.loadSites.length);
    this.dumpQueueMin = new Float64Array(dumps.count);
    this.nearest = Int32Array.from(names.loadSites, (_, site) => nearestDump(mine, site));
    this.deliveryMin = Float64Array.from(this.nearest, (dump, site) =>
      dump < 0 ? Infinity : legs.fleetMeansMin[loadedLeg(mine, site, dump)]! + dumps.meansMin[dump]!,
    );
  }

  /**
   * Runs one replication; what it did is in this object's fields until the next.
   *
   * @throws EventBudgetError where it does not end
   */
  run(seed: number, replication: number): this {
    this.reset(seed, replication);
    const { calendar } = this;
    let events = 0;
    while (this.activeTrucks > 0 && calendar.advance()) {
      events += 1;
      if (events > this.eventBudget) {
        throw new EventBudgetError(
          `the run was stopped at minute ${calendar.now}: ${this.eventBudget} events were not enough to end it`,
        );
      }
      this.handle(calendar.kind, calendar.entity);
    }
    this.finish();
    return this;
  }

  get nowMin(): number {
    return this.calendar.now;
  }

  queued(station: number): number {
    return this.stationPools[station]!.waiting;
  }

  loading(station: number): number {
    return this.stationsLoading[station]!;
  }

  underWay(station: number): number {
    return this.stationsUnderWay[station]!;
  }

  uniform(truck: number): number {
    return this.streams.ofTruck(truck, PURPOSE.dispatch).uniform();
  }

  private reset(seed: number, replication: number): void {
    const { mine, calendar } = this;
    calendar.reset();
    this.streams.start(seed, replication);
    this.dispatcher.reset();
    this.weather.reset();
    this.truckLives.reset();
    this.loaderLives.reset();
    this.roads.reset();
    this.trucks.reset(this.streams);
    this.loaderClock.reset();
    this.stationPools.forEach(resetPool);
    this.dumpPools.forEach(resetPool);
    this.fuelPool?.reset();
    this.stationsUnderWay.fill(0);
    this.stationsLoading.fill(0);
    this.parkedSinceMin.fill(0);
    this.loaderFreeSinceMin.fill(0);
    this.siteQueueMin.fill(0);
    this.dumpQueueMin.fill(0);
    this.trips?.clear();
    this.loads = 0;
    this.loadedT = 0;
    this.delayedLoads = 0;
    this.activeTrucks = mine.trucks.count;
    const leaveMin = openFrom(mine, mine.startLossMin);
    for (let truck = 0; truck < mine.trucks.count; truck += 1) {
      // All leave at once: who is first at the gate is chance, not the order of the definition.
      const place = Math.floor(this.streams.ofTruck(truck, PURPOSE.gate).uniform() * 2 ** 31);
      calendar.schedule(leaveMin, LEAVE_PARK, truck, place);
    }
    this.scheduleWeather();
  }

  private handle(kind: number, truck: number): void {
    switch (kind) {
      case ARRIVE_AT_LOADER:
        this.arriveAtLoader(truck);
        break;
      case END_LOADING:
        this.endLoading(truck);
        break;
      case ARRIVE_AT_DUMP:
        this.arriveAtDump(truck);
        break;
      case END_DUMPING:
        this.endDumping(truck);
        break;
      case LEAVE_PARK:
        this.trucks.parked(truck, this.calendar.now);
        this.dispatch(truck, parkPlace(this.mine));
        break;
      case END_REFUELLING:
        this.endRefuelling(truck);
        break;
      default:
        this.weather.change(this.streams.weather);
        this.scheduleWeather();
    }
  }

  /** Sends a truck to the station that the rule chooses among those that leave time for one more load, or parks it. */
  private dispatch(truck: number, place: number): void {
    const { mine } = this;
    let best = -1;
    let bestCost = Infinity;
    let bestLeg = -1;
    for (let station = 0; station < mine.stations.count; station += 1) {
      const leg = emptyLeg(mine, place, mine.stations.sites[station]!);
      if (leg < 0) continue;
      const travelMin = mine.legs.fleetMeansMin[leg]! * this.weather.travelFactor;
      if (!this.canBeDumpedInTime(station, travelMin)) continue;
      // Where there is only one station, no rule has a choice.
      const cost = mine.stations.count === 1 ? 0 : this.dispatcher.stationCost(this, truck, place, station);
      if (cost < bestCost) {
        best = station;
        bestCost = cost;
        bestLeg = leg;
      }
    }
    if (best < 0) {
      this.park(truck);
      return;
    }
    this.dispatcher.sentToStation(place, best);
    const startMin = this.begin(truck);
    this.trucks.startTrip(truck, place, best, startMin);
    this.stationsUnderWay[best]! += 1;
    this.calendar.schedule(this.roads.travelEmpty(truck, bestLeg, startMin), ARRIVE_AT_LOADER, truck);
  }

  private arriveAtLoader(truck: number): void {
    const station = this.trucks.get(truck, TRIP.station);
    this.stationsUnderWay[station]! -= 1;
    this.trucks.set(truck, TRIP.queueStart, this.calendar.now);
    const server = this.stationPools[station]!.seize(truck);
    if (server >= 0) this.offerLoader(station, server, truck);
  }

  /** A free loader turns to `firstTruck`, or to those behind it where it is too late for that one. */
  private offerLoader(station: number, server: number, firstTruck: number): void {
    const pool = this.stationPools[station]!;
    for (let truck = firstTruck; truck >= 0; truck = pool.takeNext()) {
      if (this.canBeDumpedInTime(station, 0)) {
        this.startLoading(station, server, truck);
        return;
      }
      this.leaveUnloaded(truck, station);
    }
    pool.release(server);
  }

  private startLoading(station: number, server: number, truck: number): void {
    const { mine, load, loaderClock } = this;
    const { now } = this.calendar;
    const loader = mine.stations.firstLoaders[station]! + server;
    const startMin = this.begin(truck);
    load.draw(truck, loader);
    const loadingMin = load.minutes * this.weather.loadingFactor;
    const repairMin = this.loaderLives.work(loader, loadingMin);
    this.truckLives.age(truck, loadingMin);
    loaderClock.add(loader, LOADER.idle, now - this.loaderFreeSinceMin[loader]!);
    loaderClock.add(loader, LOADER.onBreak, startMin - now);
    loaderClock.add(loader, LOADER.loading, loadingMin);
    loaderClock.add(loader, LOADER.down, repairMin);
    this.trucks.clock.add(truck, TRUCK.loading, loadingMin);
    // A truck under a loader that has broken down waits like any other.
    this.waitedToLoad(truck, station, now - this.trucks.get(truck, TRIP.queueStart) + repairMin);
    this.trucks.set(truck, TRIP.queueEnd, now);
    this.trucks.set(truck, TRIP.loader, loader);
    this.trucks.set(truck, TRIP.payload, load.payloadT);
    this.servers[truck] = server;
    this.stationsLoading[station]! += 1;
    this.calendar.schedule(startMin + loadingMin + repairMin, END_LOADING, truck);
  }

  private endLoading(truck: number): void {
    const { mine, trucks } = this;
    const { now } = this.calendar;
    const station = trucks.get(truck, TRIP.station);
    const site = mine.stations.sites[station]!;
    const server = this.servers[truck]!;
    const dump = this.chooseDump(truck, site);
    trucks.set(truck, TRIP.loadingEnd, now);
    trucks.set(truck, TRIP.dump, dump);
    this.loaderFreeSinceMin[trucks.get(truck, TRIP.loader)] = now;
    this.stationsLoading[station]! -= 1;
    const arrivalMin = this.roads.travelLoaded(truck, loadedLeg(mine, site, dump), this.begin(truck));
    this.calendar.schedule(arrivalMin, ARRIVE_AT_DUMP, truck);
    const next = this.stationPools[station]!.takeNext();
    if (next >= 0) this.offerLoader(station, server, next);
    else this.stationPools[station]!.release(server);
  }

  private chooseDump(truck: number, site: number): number {
    if (this.mine.dumps.count === 1) return 0;
    let best = this.nearest[site]!;
    let bestCost = Infinity;
    for (let dump = 0; dump < this.mine.dumps.count; dump += 1) {
      if (loadedLeg(this.mine, site, dump) < 0) continue;
      const cost = this.dispatcher.dumpCost(this, truck, site, dump);
      if (cost < bestCost) {
        best = dump;
        bestCost = cost;
      }
    }
    this.dispatcher.sentToDump(site, best);
    return best;
  }

  private arriveAtDump(truck: number): void {
    this.trucks.set(truck, TRIP.dumpArrival, this.calendar.now);
    const bay = this.dumpPools[this.trucks.get(truck, TRIP.dump)]!.seize(truck);
    if (bay >= 0) this.startDumping(bay, truck);
  }

  private startDumping(bay: number, truck: number): void {
    const { trucks } = this;
    const { dumps } = this.mine;
    const { now } = this.calendar;
    const dump = trucks.get(truck, TRIP.dump);
    const waitedMin = now - trucks.get(truck, TRIP.dumpArrival);
    trucks.waited(truck, TRUCK.queueingToDump, waitedMin);
    this.dumpQueueMin[dump]! += waitedMin;
    trucks.set(truck, TRIP.dumpingStart, now);
    this.servers[truck] = bay;
    const startMin = this.begin(truck);
    const dumpingMin = this.streams.drawTruck(
      truck,
      PURPOSE.dumping,
      dumps.meansMin[dump]!,
      dumps.spreads[dump]!,
    );
    this.truckLives.age(truck, dumpingMin);
    trucks.clock.add(truck, TRUCK.dumping, dumpingMin);
    this.calendar.schedule(startMin + dumpingMin, END_DUMPING, truck);
  }

  private endDumping(truck: number): void {
    const { trucks } = this;
    const dump = trucks.get(truck, TRIP.dump);
    const delayed = bernoulli(this.streams.ofTruck(truck, PURPOSE.delay), this.mine.delayProbability);
    this.loads += 1;
    this.loadedT += trucks.get(truck, TRIP.payload);
    if (delayed) this.delayedLoads += 1;
    trucks.set(truck, TRIP.dumpingEnd, this.calendar.now);
    trucks.set(truck, TRIP.delayed, delayed ? 1 : 0);
    if (this.trips) trucks.endTrip(truck, this.trips);
    const pool = this.dumpPools[dump]!;
    const bay = this.servers[truck]!;
    const next = pool.takeNext();
    if (next >= 0) this.startDumping(bay, next);
    else pool.release(bay);
    if (trucks.isLow(truck)) this.queueForFuel(truck);
    else this.dispatch(truck, dump);
  }

  private queueForFuel(truck: number): void {
    this.fuelQueueSinceMin[truck] = this.calendar.now;
    const bay = this.fuelPool!.seize(truck);
    if (bay >= 0) this.startRefuelling(bay, truck);
  }

  private startRefuelling(bay: number, truck: number): void {
    const { meanMin, spread } = this.mine.refuelling!;
    this.servers[truck] = bay;
    this.trucks.waited(truck, TRUCK.queueingToRefuel, this.calendar.now - this.fuelQueueSinceMin[truck]!);
    const startMin = this.begin(truck);
    const refuellingMin = this.streams.drawTruck(truck, PURPOSE.refuelling, meanMin, spread);
    this.trucks.clock.add(truck, TRUCK.refuelling, refuellingMin);
    this.calendar.schedule(startMin + refuellingMin, END_REFUELLING, truck);
  }

  private endRefuelling(truck: number): void {
    this.trucks.fillUp(truck);
    const bay = this.servers[truck]!;
    const next = this.fuelPool!.takeNext();
    if (next >= 0) this.startRefuelling(bay, next);
    else this.fuelPool!.release(bay);
    this.dispatch(truck, this.trucks.get(truck, TRIP.dump));
  }

  private scheduleWeather(): void {
    const stayMin = this.weather.stayMin(this.streams.weather);
    if (stayMin < Infinity) this.calendar.schedule(this.calendar.now + stayMin, WEATHER_CHANGE, -1);
  }

  /** The next activity of a truck begins now, or when the break is over: until then it rests. Returns when. */
  private begin(truck: number): number {
    const { now } = this.calendar;
    const startMin = openFrom(this.mine, now);
    if (startMin > now) this.trucks.clock.add(truck, TRUCK.onBreak, startMin - now);
    return startMin;
  }

  /** Whether a load can be expected to be dumped in time, whose loading starts `leadMin` from now. */
  private canBeDumpedInTime(station: number, leadMin: number): boolean {
    const { stations, lastDumpMin } = this.mine;
    const loadingMin = stations.meanLoadingMin[station]! * this.weather.loadingFactor;
    const deliveryMin = this.deliveryMin[stations.sites[station]!]! * this.weather.travelFactor;
    return openFrom(this.mine, this.calendar.now) + leadMin + loadingMin + deliveryMin <= lastDumpMin;
  }

  private leaveUnloaded(truck: number, station: number): void {
    const { now } = this.calendar;
    this.waitedToLoad(truck, station, now - this.trucks.get(truck, TRIP.queueStart));
    this.trucks.set(truck, TRIP.queueEnd, now);
    if (this.trips) this.trucks.endTripUnloaded(truck, this.trips);
    this.park(truck);
  }

  private waitedToLoad(truck: number, station: number, minutes: number): void {
    this.trucks.waited(truck, TRUCK.queueingToLoad, minutes);
    this.siteQueueMin[this.mine.stations.sites[station]!]! += minutes;
  }

  private park(truck: number): void {
    this.parkedSinceMin[truck] = this.calendar.now;
    this.activeTrucks -= 1;
  }

  private finish(): void {
    const { mine, calendar } = this;
    this.endMin = Math.max(mine.shiftEndMin, calendar.now);
    for (let truck = 0; truck < mine.trucks.count; truck += 1)
      this.trucks.parked(truck, this.endMin - this.parkedSinceMin[truck]!);
    for (let loader = 0; loader < mine.loaders.count; loader += 1)
      this.loaderClock.add(loader, LOADER.idle, this.endMin - this.loaderFreeSinceMin[loader]!);
  }
}

function resetPool(pool: ServerPool): void {
  pool.reset();
}
