import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';

const ARRIVE_AT_LOADER = 0;
const END_LOADING = 1;
const ARRIVE_AT_DUMP = 2;
const END_DUMPING = 3;

/** A case of TRUTHS: loader pool exp(3) → haul exp(12) → dump pool exp(1) → return exp(8), in min. */
export interface ClosedNetwork {
  readonly trucks: number;
  readonly loaders: number;
  readonly bays: number;
}

export const T6: ClosedNetwork = { trucks: 30, loaders: 3, bays: 2 };
export const T7: ClosedNetwork = { trucks: 150, loaders: 15, bays: 10 };
/** Their exact throughputs, in cycles a minute. */
export const T6_PER_MIN = 0.97573;
export const T7_PER_MIN = 4.99881;

export interface NetworkRun {
  readonly cycles: number;
  /** Simulated cycles a minute. */
  readonly perMin: number;
}

/** Runs the network on the kernel until `cycles` truck cycles are done. */
export function runOnKernel(
  { trucks, loaders, bays }: ClosedNetwork,
  cycles: number,
  seed: number,
): NetworkRun {
  const calendar = new EventCalendar(trucks + 1);
  const loading = new ServerPool(loaders, trucks);
  const dumping = new ServerPool(bays, trucks);
  const streamOf = (purpose: number): RandomStream =>
    RandomStream.of({ seed, replication: 0, entity: 0, purpose });
  const [loads, hauls, dumps, returns] = [streamOf(0), streamOf(1), streamOf(2), streamOf(3)];
  const servers = new Int32Array(trucks);
  for (let truck = 0; truck < trucks; truck += 1)
    calendar.schedule(exponential(returns, 8), ARRIVE_AT_LOADER, truck);
  let done = 0;
  while (done < cycles && calendar.advance()) {
    const { now, kind, entity: truck } = calendar;
    if (kind === ARRIVE_AT_LOADER) {
      const server = loading.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      calendar.schedule(now + exponential(loads, 3), END_LOADING, truck);
    } else if (kind === END_LOADING) {
      const next = loading.takeNext();
      if (next < 0) loading.release(servers[truck] ?? 0);
      else {
        // The sooner event first: it takes the place of the one just taken at the top.
        servers[next] = servers[truck] ?? 0;
        calendar.schedule(now + exponential(loads, 3), END_LOADING, next);
      }
      calendar.schedule(now + exponential(hauls, 12), ARRIVE_AT_DUMP, truck);
    } else if (kind === ARRIVE_AT_DUMP) {
      const server = dumping.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      calendar.schedule(now + exponential(dumps, 1), END_DUMPING, truck);
    } else {
      done += 1;
      const next = dumping.takeNext();
      if (next < 0) dumping.release(servers[truck] ?? 0);
      else {
        servers[next] = servers[truck] ?? 0;
        calendar.schedule(now + exponential(dumps, 1), END_DUMPING, next);
      }
      calendar.schedule(now + exponential(returns, 8), ARRIVE_AT_LOADER, truck);
    }
  }
  return { cycles: done, perMin: done / calendar.now };
}
