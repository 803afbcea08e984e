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

/** What the network runs on; `time-split.ts` replaces one part after another. */
export interface Parts {
  readonly calendarFor: (pending: number) => EventCalendar;
  readonly streamOf: (seed: number, purpose: number) => RandomStream;
  readonly draw: (stream: RandomStream, mean: number) => number;
}

export const KERNEL: Parts = {
  calendarFor: (pending) => new EventCalendar(pending),
  streamOf: (seed, purpose) => RandomStream.of({ seed, replication: 0, entity: 0, purpose }),
  draw: exponential,
};

/** Runs the network on the kernel until `cycles` truck cycles are done. */
export function runOnKernel(
  { trucks, loaders, bays }: ClosedNetwork,
  cycles: number,
  seed: number,
  { calendarFor, streamOf, draw }: Parts = KERNEL,
): NetworkRun {
  const calendar = calendarFor(trucks + 1);
  const loading = new ServerPool(loaders, trucks);
  const dumping = new ServerPool(bays, trucks);
  const loads = streamOf(seed, 0);
  const hauls = streamOf(seed, 1);
  const dumps = streamOf(seed, 2);
  const returns = streamOf(seed, 3);
  const servers = new Int32Array(trucks);
  for (let truck = 0; truck < trucks; truck += 1)
    calendar.schedule(draw(returns, 8), ARRIVE_AT_LOADER, truck);
  let done = 0;
  while (done < cycles && calendar.advance()) {
    const { now, kind, entity: truck } = calendar;
    if (kind === ARRIVE_AT_LOADER) {
      const server = loading.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      calendar.schedule(now + draw(loads, 3), END_LOADING, truck);
    } else if (kind === END_LOADING) {
      const next = loading.takeNext();
      if (next < 0) loading.release(servers[truck] ?? 0);
      else {
        // The sooner event first: it takes the place of the one just taken at the top.
        servers[next] = servers[truck] ?? 0;
        calendar.schedule(now + draw(loads, 3), END_LOADING, next);
      }
      calendar.schedule(now + draw(hauls, 12), ARRIVE_AT_DUMP, truck);
    } else if (kind === ARRIVE_AT_DUMP) {
      const server = dumping.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      calendar.schedule(now + draw(dumps, 1), END_DUMPING, truck);
    } else {
      done += 1;
      const next = dumping.takeNext();
      if (next < 0) dumping.release(servers[truck] ?? 0);
      else {
        servers[next] = servers[truck] ?? 0;
        calendar.schedule(now + draw(dumps, 1), END_DUMPING, next);
      }
      calendar.schedule(now + draw(returns, 8), ARRIVE_AT_LOADER, truck);
    }
  }
  return { cycles: done, perMin: done / calendar.now };
}
