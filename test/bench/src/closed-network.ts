import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';

/** What trucks do; an event ends it. */
const LOADING = 0;
const HAULING = 1;
const DUMPING = 2;
const RETURNING = 3;
const MEANS_MIN = [3, 12, 1, 8];

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
  const [loads, hauls, dumps, returns] = MEANS_MIN.map((meanMin, ends): Activity => ({
    ends,
    meanMin,
    stream: streamOf(seed, ends),
    draw,
  })) as [Activity, Activity, Activity, Activity];
  const servers = new Int32Array(trucks);
  for (let truck = 0; truck < trucks; truck += 1) start(calendar, returns, truck);
  let done = 0;
  while (done < cycles && calendar.advance()) {
    const { kind, entity: truck } = calendar;
    if (kind === RETURNING) {
      const server = loading.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      start(calendar, loads, truck);
    } else if (kind === LOADING) {
      const next = loading.takeNext();
      if (next < 0) loading.release(servers[truck]!);
      else {
        // The sooner event first: it takes the place of the one just taken at the top.
        servers[next] = servers[truck]!;
        start(calendar, loads, next);
      }
      start(calendar, hauls, truck);
    } else if (kind === HAULING) {
      const server = dumping.seize(truck);
      if (server < 0) continue;
      servers[truck] = server;
      start(calendar, dumps, truck);
    } else if (kind === DUMPING) {
      done += 1;
      const next = dumping.takeNext();
      if (next < 0) dumping.release(servers[truck]!);
      else {
        servers[next] = servers[truck]!;
        start(calendar, dumps, next);
      }
      start(calendar, returns, truck);
    }
  }
  return { cycles: done, perMin: done / calendar.now };
}

interface Activity {
  /** Kind of the event that ends it. */
  readonly ends: number;
  readonly meanMin: number;
  readonly stream: RandomStream;
  readonly draw: Parts['draw'];
}

/** A truck begins something. The one place where a time is drawn and passed on, short enough that V8 inlines both. */
function start(calendar: EventCalendar, { ends, meanMin, stream, draw }: Activity, truck: number): void {
  calendar.schedule(calendar.now + draw(stream, meanMin), ends, truck);
}
