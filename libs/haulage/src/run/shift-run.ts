import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { bernoulli } from '@mining-ops/des/distributions/bernoulli.js';
import { empirical } from '@mining-ops/des/distributions/empirical.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import type { CompiledHaulage } from './compile.js';
import { CycleRecords, FIELD } from './cycle-records.js';

/** Kinds of event, by what a truck does at it. */
const ARRIVE_AT_LOADER = 0;
const END_LOADING = 1;
const ARRIVE_AT_DUMP = 2;
const END_DUMPING = 3;

/** What a truck's random streams are for. The numbers are part of every result: changing one changes the answers. */
const PURPOSES = { loading: 0, hauling: 1, dumping: 2, returning: 3, payload: 4, fuel: 5, delay: 6 } as const;
const PURPOSE_COUNT = 7;

/** Where a run stands with one truck. */
class TruckState {
  loader = -1;
  bay = -1;
  queueStartMin = 0;
  queueEndMin = 0;
  loadingEndMin = 0;
  dumpArrivalMin = 0;
  dumpingStartMin = 0;
}

/**
 * Runs shifts of one compiled definition, one replication after another, with the same memory.
 *
 * Order of play: trucks leave the park, which lies at the dump, at minute 0 and drive the empty leg; queue first in,
 * first out for the first free loader; load; haul; queue for a bay; dump; return. A truck leaves for the park where its
 * next load could not be expected to be dumped by `lastDumpMin`.
 *
 * Guarantee: a replication depends on nothing but the definition, the seed and the replication's number. Each truck
 * owns one random stream a purpose, so that the n-th haul of truck k draws the same number whatever the fleet around
 * it does (common random numbers across candidates).
 */
export class ShiftRun {
  readonly records = new CycleRecords();

  private readonly calendar: EventCalendar;
  private readonly loaders: ServerPool;
  private readonly bays: ServerPool;
  private readonly trucks: TruckState[];
  private readonly streams: RandomStream[];
  private readonly fastestLoadingMin: number;

  constructor(private readonly mine: CompiledHaulage) {
    const truckCount = mine.truckCapacitiesT.length;
    this.fastestLoadingMin = Math.min(...mine.loadingMeansMin);
    this.calendar = new EventCalendar(truckCount + 1);
    this.loaders = new ServerPool(mine.loadingMeansMin.length, truckCount);
    this.bays = new ServerPool(mine.dumpBays, truckCount);
    this.trucks = Array.from({ length: truckCount }, () => new TruckState());
    this.streams = Array.from(
      { length: truckCount * PURPOSE_COUNT },
      () => new RandomStream([1, 0, 0, 0, 0, 0, 0, 0]),
    );
  }

  /** Runs one replication; its cycles are in `records` until the next. */
  run(seed: number, replication: number): CycleRecords {
    const { calendar, mine } = this;
    calendar.reset();
    this.loaders.reset();
    this.bays.reset();
    this.records.clear();
    for (let truck = 0; truck < this.trucks.length; truck += 1) {
      for (let purpose = 0; purpose < PURPOSE_COUNT; purpose += 1) {
        this.streams[truck * PURPOSE_COUNT + purpose]!.reseed(seed, replication, truck, purpose);
      }
      calendar.schedule(
        this.draw(truck, PURPOSES.returning, mine.returnMeanMin, mine.returnResiduals),
        ARRIVE_AT_LOADER,
        truck,
      );
    }
    while (calendar.advance()) {
      const truck = calendar.entity;
      switch (calendar.kind) {
        case ARRIVE_AT_LOADER:
          this.arriveAtLoader(truck);
          break;
        case END_LOADING:
          this.endLoading(truck);
          break;
        case ARRIVE_AT_DUMP:
          this.arriveAtDump(truck);
          break;
        default:
          this.endDumping(truck);
      }
    }
    return this.records;
  }

  private arriveAtLoader(truck: number): void {
    this.trucks[truck]!.queueStartMin = this.calendar.now;
    const loader = this.loaders.seize(truck);
    if (loader >= 0) this.offerLoader(loader, truck);
  }

  /** A busy loader turns to `truck`, or to those behind it where it is too late for `truck`. */
  private offerLoader(loader: number, firstTruck: number): void {
    for (let truck = firstTruck; truck >= 0; truck = this.loaders.takeNext()) {
      if (this.canBeDumpedInTime(this.mine.loadingMeansMin[loader]!)) {
        this.startLoading(loader, truck);
        return;
      }
      this.leaveUnloaded(truck);
    }
    this.loaders.release(loader);
  }

  private startLoading(loader: number, truck: number): void {
    const { calendar, mine } = this;
    const state = this.trucks[truck]!;
    state.loader = loader;
    state.queueEndMin = calendar.now;
    const loadingMin = this.draw(
      truck,
      PURPOSES.loading,
      mine.loadingMeansMin[loader]!,
      mine.loadingResiduals[loader]!,
    );
    calendar.schedule(calendar.now + loadingMin, END_LOADING, truck);
  }

  private endLoading(truck: number): void {
    const { calendar, mine } = this;
    const state = this.trucks[truck]!;
    state.loadingEndMin = calendar.now;
    const haulingMin = this.draw(truck, PURPOSES.hauling, mine.haulingMeanMin, mine.haulingResiduals);
    calendar.schedule(calendar.now + haulingMin, ARRIVE_AT_DUMP, truck);
    const next = this.loaders.takeNext();
    if (next >= 0) this.offerLoader(state.loader, next);
    else this.loaders.release(state.loader);
  }

  private arriveAtDump(truck: number): void {
    this.trucks[truck]!.dumpArrivalMin = this.calendar.now;
    const bay = this.bays.seize(truck);
    if (bay >= 0) this.startDumping(bay, truck);
  }

  private startDumping(bay: number, truck: number): void {
    const { calendar, mine } = this;
    const state = this.trucks[truck]!;
    state.bay = bay;
    state.dumpingStartMin = calendar.now;
    const dumpingMin = this.draw(truck, PURPOSES.dumping, mine.dumpingMeanMin, mine.dumpingResiduals);
    calendar.schedule(calendar.now + dumpingMin, END_DUMPING, truck);
  }

  private endDumping(truck: number): void {
    const { calendar, mine } = this;
    const state = this.trucks[truck]!;
    this.recordLoad(truck, state);
    const next = this.bays.takeNext();
    if (next >= 0) this.startDumping(state.bay, next);
    else this.bays.release(state.bay);
    const returnMin = this.draw(truck, PURPOSES.returning, mine.returnMeanMin, mine.returnResiduals);
    if (this.canBeDumpedInTime(mine.returnMeanMin + this.fastestLoadingMin)) {
      calendar.schedule(calendar.now + returnMin, ARRIVE_AT_LOADER, truck);
    }
  }

  /** Whether a load can be expected to be dumped in time, that starts to be hauled `leadMin` from now. */
  private canBeDumpedInTime(leadMin: number): boolean {
    const { mine } = this;
    return this.calendar.now + leadMin + mine.haulingMeanMin + mine.dumpingMeanMin <= mine.lastDumpMin;
  }

  private recordLoad(truck: number, state: TruckState): void {
    const { mine } = this;
    const { now } = this.calendar;
    const waitedMin =
      state.queueEndMin - state.queueStartMin + (state.dumpingStartMin - state.dumpArrivalMin);
    const tripFuelL = this.draw(truck, PURPOSES.fuel, mine.tripFuelMeanL, mine.tripFuelResiduals);
    const fraction = this.draw(truck, PURPOSES.payload, mine.payloadMeanFraction, mine.payloadResiduals);
    const delayed = bernoulli(this.streams[truck * PURPOSE_COUNT + PURPOSES.delay]!, mine.delayProbability);
    const offset = this.records.add();
    const { data } = this.records;
    data[offset + FIELD.truck] = truck;
    data[offset + FIELD.loader] = state.loader;
    data[offset + FIELD.queueStart] = state.queueStartMin;
    data[offset + FIELD.queueEnd] = state.queueEndMin;
    data[offset + FIELD.loadingEnd] = state.loadingEndMin;
    data[offset + FIELD.dumpArrival] = state.dumpArrivalMin;
    data[offset + FIELD.dumpingStart] = state.dumpingStartMin;
    data[offset + FIELD.dumpingEnd] = now;
    data[offset + FIELD.payload] = mine.truckCapacitiesT[truck]! * fraction;
    data[offset + FIELD.fuel] = tripFuelL + mine.idleFuelLPerMin * waitedMin;
    data[offset + FIELD.delayed] = delayed ? 1 : 0;
  }

  private leaveUnloaded(truck: number): void {
    const { now } = this.calendar;
    const { queueStartMin } = this.trucks[truck]!;
    const offset = this.records.add();
    const { data } = this.records;
    data.fill(now, offset + FIELD.queueEnd, offset + FIELD.payload);
    data[offset + FIELD.truck] = truck;
    data[offset + FIELD.loader] = -1;
    data[offset + FIELD.queueStart] = queueStartMin;
    data[offset + FIELD.payload] = 0;
    data[offset + FIELD.fuel] = this.mine.idleFuelLPerMin * (now - queueStartMin);
    data[offset + FIELD.delayed] = 0;
  }

  private draw(truck: number, purpose: number, mean: number, residuals: Float64Array): number {
    return mean * empirical(this.streams[truck * PURPOSE_COUNT + purpose]!, residuals);
  }
}
