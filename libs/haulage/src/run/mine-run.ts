import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { parkPlace, type CompiledMine } from './compiled-mine.js';
import { Dispatching } from './dispatching.js';
import { Dumping } from './dumping.js';
import { EVENT } from './events.js';
import { HaulRoads } from './haul-roads.js';
import { Loading } from './loading.js';
import type { MachineClock } from './machine-clock.js';
import { MachineLives } from './machine-lives.js';
import { Refuelling } from './refuelling.js';
import type { RunContext } from './run-context.js';
import { PURPOSE, RunStreams } from './run-streams.js';
import { RunningWeather } from './running-weather.js';
import { ShiftDay } from './shift-day.js';
import { ShiftHours } from './shift-hours.js';
import type { TripRecords } from './trip-records.js';
import { TruckLedger } from './truck-ledger.js';

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
 * loads; both then go on where they stopped. Where the mine says how whole shifts differ, each run is one of them.
 *
 * Guarantee: a replication depends on nothing but the definition, the seed and the replication's number.
 *
 * In here and in the run's parts, no call that happens every cycle takes or returns a number that is not whole: V8 would
 * put it in a box on the heap, unless it inlined the call. Such numbers are in arrays with an entry a truck, such as
 * `trucks.endMin`; what is written to them for a call, and what is to be read from them after it, is said there.
 */
export class MineRun {
  /** What trucks did in the last replication. Minutes by state of every machine sum to `endMin`. */
  readonly trucks: TruckLedger;
  /** End of the shift, or of its last activity where that is later. */
  endMin = 0;
  /** Events of the last replication. */
  events = 0;

  private readonly calendar: EventCalendar;
  private readonly streams: RunStreams;
  private readonly weather: RunningWeather;
  private readonly day: ShiftDay;
  private readonly truckLives: MachineLives;
  private readonly hours: ShiftHours;
  private readonly roads: HaulRoads;
  private readonly loading: Loading;
  private readonly dumping: Dumping;
  private readonly refuelling: Refuelling | null;
  private readonly dispatching: Dispatching;
  private readonly eventBudget: number;

  constructor(
    readonly mine: CompiledMine,
    { records, eventBudget = DEFAULT_EVENT_BUDGET }: MineRunOptions = {},
  ) {
    const { trucks, loaders } = mine;
    this.eventBudget = eventBudget;
    this.calendar = new EventCalendar(trucks.count + 1);
    this.streams = new RunStreams(mine.spreads, trucks.count, loaders.count);
    this.weather = new RunningWeather(mine.weather);
    this.day = new ShiftDay(mine.shiftEffects);
    this.truckLives = new MachineLives(trucks.count, mine.truckBreakdowns, this.streams, 0);
    this.trucks = new TruckLedger(mine, this.calendar, records ?? null);
    this.hours = new ShiftHours(mine, this.calendar, this.weather, this.trucks);
    const context: RunContext = this.context();
    this.roads = new HaulRoads(context);
    this.loading = new Loading(context);
    this.dumping = new Dumping(context);
    this.refuelling = mine.refuelling && new Refuelling(context, mine.refuelling);
    this.dispatching = new Dispatching(context, this.roads, this.loading);
  }

  /** What loaders did in the last replication. */
  get loaderClock(): MachineClock {
    return this.loading.clock;
  }

  /** Loads dumped in the last replication, what they were together, and how many had a delay or incident. */
  get loads(): number {
    return this.dumping.loads;
  }

  get loadedT(): number {
    return this.dumping.loadedT;
  }

  get delayedLoads(): number {
    return this.dumping.delayedLoads;
  }

  /** Waiting of trucks in the last replication, by place, min. */
  get siteQueueMin(): Float64Array {
    return this.loading.siteQueueMin;
  }

  get dumpQueueMin(): Float64Array {
    return this.dumping.dumpQueueMin;
  }

  /**
   * Runs one replication; what it did is in this object's fields until the next.
   *
   * @param day the replication whose day it is: a shift that is run in parts has one day
   * @throws EventBudgetError where it does not end
   */
  run(seed: number, replication: number, day = replication): this {
    this.reset(seed, replication, day);
    const { calendar, trucks } = this;
    let events = 0;
    while (!trucks.allParked && calendar.advance()) {
      events += 1;
      if (events > this.eventBudget) {
        throw new EventBudgetError(
          `the run was stopped at minute ${calendar.now}: ${this.eventBudget} events were not enough to end it`,
        );
      }
      this.handle(calendar.kind, calendar.entity);
    }
    this.events = events;
    this.endMin = Math.max(this.mine.shiftEndMin, calendar.now);
    trucks.finish(this.endMin);
    this.loading.finish(this.endMin);
    return this;
  }

  private context(): RunContext {
    const { mine, calendar, streams, weather, day, trucks, truckLives, hours } = this;
    return { mine, calendar, streams, weather, day, trucks, truckLives, hours };
  }

  private reset(seed: number, replication: number, day: number): void {
    this.calendar.reset();
    this.streams.start(seed, replication, day);
    this.weather.reset();
    this.day.reset(this.streams.day);
    this.truckLives.reset();
    this.trucks.reset(this.streams);
    this.roads.reset();
    this.loading.reset();
    this.dumping.reset();
    this.refuelling?.reset();
    this.dispatching.reset();
    this.openPark();
    this.scheduleWeather();
  }

  private handle(kind: number, truck: number): void {
    switch (kind) {
      case EVENT.arriveAtLoader:
        this.dispatching.arrived(truck);
        this.loading.arrive(truck);
        break;
      case EVENT.endLoading:
        this.loading.end(truck);
        this.dispatching.haul(truck);
        this.loading.serveNext(truck);
        break;
      case EVENT.arriveAtDump:
        this.dumping.arrive(truck);
        break;
      case EVENT.endDumping:
        this.dumping.end(truck);
        if (this.refuelling && this.trucks.isLow(truck)) this.refuelling.arrive(truck);
        else this.dispatching.dispatch(truck, this.trucks.dumps[truck]!);
        break;
      case EVENT.leavePark:
        this.trucks.leavePark(truck);
        this.dispatching.dispatch(truck, parkPlace(this.mine));
        break;
      case EVENT.endRefuelling:
        this.refuelling!.end(truck);
        this.dispatching.dispatch(truck, this.trucks.dumps[truck]!);
        break;
      default:
        this.weather.change(this.streams.weather);
        this.scheduleWeather();
    }
  }

  /** All trucks leave the park at once: who is first at the gate is chance, not the order of the definition. */
  private openPark(): void {
    const { mine, calendar, streams } = this;
    const leaveMin = this.hours.openFrom(mine.startLossMin);
    for (let truck = 0; truck < mine.trucks.count; truck += 1) {
      const place = Math.floor(streams.of(truck, PURPOSE.gate).uniform() * 2 ** 31);
      calendar.schedule(leaveMin, EVENT.leavePark, truck, place);
    }
  }

  private scheduleWeather(): void {
    const stayMin = this.weather.stayMin(this.streams.weather);
    if (stayMin < Infinity) this.calendar.schedule(this.calendar.now + stayMin, EVENT.weatherChange, -1);
  }
}
