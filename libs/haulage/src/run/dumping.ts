import { bernoulli } from '@mining-ops/des/distributions/bernoulli.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import { EVENT } from './events.js';
import { TRUCK } from './machine-clock.js';
import type { RunContext } from './run-context.js';
import { PURPOSE } from './run-streams.js';
import { DAY } from './shift-day.js';
import { TRIP, TRIP_FIELDS } from './trip-records.js';

/** Trucks at the dumps: they queue, first in, first out, for a bay, and dump. */
export class Dumping {
  /** Loads dumped, and how many had a delay or incident. */
  loads = 0;
  delayedLoads = 0;
  /** Waiting of trucks at each dump, min. */
  readonly dumpQueueMin: Float64Array;
  private readonly pools: readonly ServerPool[];
  /** The bay of its dump that each truck has. */
  private readonly bays: Int32Array;
  /** In an array, as a field would be a new box with every load. */
  private readonly sumT = new Float64Array(1);

  constructor(private readonly context: RunContext) {
    const { dumps, trucks } = context.mine;
    this.dumpQueueMin = new Float64Array(dumps.count);
    this.pools = Array.from(dumps.bays, (bays) => new ServerPool(bays, trucks.count));
    this.bays = new Int32Array(trucks.count);
  }

  /** What the loads that were dumped were together. */
  get loadedT(): number {
    return this.sumT[0]!;
  }

  reset(): void {
    this.loads = 0;
    this.sumT[0] = 0;
    this.delayedLoads = 0;
    this.dumpQueueMin.fill(0);
    for (const pool of this.pools) pool.reset();
  }

  /** A truck arrives at the dump that its trip leads to. */
  arrive(truck: number): void {
    const { trucks, calendar } = this.context;
    trucks.trips[truck * TRIP_FIELDS + TRIP.dumpArrival] = calendar.now;
    const bay = this.pools[trucks.dumps[truck]!]!.seize(truck);
    if (bay >= 0) this.start(bay, truck);
  }

  /** A truck has dumped its load: the trip is over, and the next truck takes the bay. */
  end(truck: number): void {
    const { trucks, calendar, streams, mine } = this.context;
    const trip = truck * TRIP_FIELDS;
    const delayed = bernoulli(streams.of(truck, PURPOSE.delay), mine.delayProbability);
    this.loads += 1;
    this.sumT[0]! += trucks.trips[trip + TRIP.payload]!;
    if (delayed) this.delayedLoads += 1;
    trucks.trips[trip + TRIP.dumpingEnd] = calendar.now;
    trucks.trips[trip + TRIP.delayed] = delayed ? 1 : 0;
    trucks.endTrip(truck);
    const pool = this.pools[trucks.dumps[truck]!]!;
    const bay = this.bays[truck]!;
    const next = pool.takeNext();
    if (next >= 0) this.start(bay, next);
    else pool.release(bay);
  }

  private start(bay: number, truck: number): void {
    const { mine, calendar, streams, hours, day, trucks, truckLives } = this.context;
    const { now } = calendar;
    const dump = trucks.dumps[truck]!;
    const trip = truck * TRIP_FIELDS;
    trucks.waitMin[truck] = now - trucks.trips[trip + TRIP.dumpArrival]!;
    trucks.waited(truck, TRUCK.queueingToDump);
    this.dumpQueueMin[dump]! += trucks.waitMin[truck];
    trucks.trips[trip + TRIP.dumpingStart] = now;
    this.bays[truck] = bay;
    hours.begin(truck);
    streams.draw(streams.mine, PURPOSE.dumping, mine.dumps.spreads[dump]!);
    const dumpingMin =
      mine.dumps.meansMin[dump]! *
      streams.drawn[0]! *
      mine.trucks.dumpingFactors[truck]! *
      day.factors[DAY.dumping]!;
    truckLives.workMin[truck] = dumpingMin;
    truckLives.age(truck);
    trucks.clock.minutes[trucks.clock.at(truck, TRUCK.dumping)]! += dumpingMin;
    trucks.endMin[truck] = trucks.startMin[truck]! + dumpingMin;
    calendar.scheduleFrom(trucks.endMin, EVENT.endDumping, truck);
  }
}
