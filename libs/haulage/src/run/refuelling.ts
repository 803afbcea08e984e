import { ServerPool } from '@mining-ops/des/resources/server-pool.js';
import type { CompiledRefuelling } from './compiled-mine.js';
import { EVENT } from './events.js';
import { TRUCK } from './machine-clock.js';
import type { RunContext } from './run-context.js';
import { PURPOSE } from './run-streams.js';

/** Trucks at the fuel point: they queue, first in, first out, for a bay, and fill their tanks. */
export class Refuelling {
  private readonly pool: ServerPool;
  /** The bay that each truck has. */
  private readonly bays: Int32Array;
  private readonly queueSinceMin: Float64Array;

  constructor(
    private readonly context: RunContext,
    private readonly refuelling: CompiledRefuelling,
  ) {
    const { count } = context.mine.trucks;
    this.pool = new ServerPool(refuelling.bays, count);
    this.bays = new Int32Array(count);
    this.queueSinceMin = new Float64Array(count);
  }

  reset(): void {
    this.pool.reset();
  }

  arrive(truck: number): void {
    this.queueSinceMin[truck] = this.context.calendar.now;
    const bay = this.pool.seize(truck);
    if (bay >= 0) this.start(bay, truck);
  }

  /** A truck's tank is full, and the next truck takes the bay. */
  end(truck: number): void {
    this.context.trucks.fillUp(truck);
    const bay = this.bays[truck]!;
    const next = this.pool.takeNext();
    if (next >= 0) this.start(bay, next);
    else this.pool.release(bay);
  }

  private start(bay: number, truck: number): void {
    const { calendar, streams, hours, trucks } = this.context;
    this.bays[truck] = bay;
    trucks.waitMin[truck] = calendar.now - this.queueSinceMin[truck]!;
    trucks.waited(truck, TRUCK.queueingToRefuel);
    hours.begin(truck);
    streams.draw(truck, PURPOSE.refuelling, this.refuelling.spread);
    const refuellingMin = this.refuelling.meanMin * streams.drawn[0]!;
    trucks.clock.minutes[trucks.clock.at(truck, TRUCK.refuelling)]! += refuellingMin;
    trucks.endMin[truck] = trucks.startMin[truck]! + refuellingMin;
    calendar.scheduleFrom(trucks.endMin, EVENT.endRefuelling, truck);
  }
}
