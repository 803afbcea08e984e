import { EventCalendar } from '@mining-ops/des/calendar/event-calendar.js';
import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { ServerPool } from '@mining-ops/des/resources/server-pool.js';

/** Kinds of event: a truck comes to the loader; the loader has filled it. */
const ARRIVE = 0;
const LOADED = 1;
/** Purposes of a truck's streams. */
const REST = 0;
const LOAD = 1;

/** Loads an hour of one loader that serves `trucks` trucks, all times exponential, in minutes (M/M/1//N). */
export function loadsPerHour(
  trucks: number,
  loadMeanMin: number,
  restMeanMin: number,
  hours: number,
  seed: number,
): number {
  const calendar = new EventCalendar(trucks);
  const loader = new ServerPool(1, trucks);
  const streamsFor = (purpose: number): RandomStream[] =>
    Array.from({ length: trucks }, (_, entity) => RandomStream.of({ seed, replication: 0, entity, purpose }));
  const rests = streamsFor(REST);
  const loadings = streamsFor(LOAD);
  const arriveLater = (truck: number): void => {
    calendar.schedule(calendar.now + exponential(rests[truck]!, restMeanMin), ARRIVE, truck);
  };
  const startLoading = (truck: number): void => {
    calendar.schedule(calendar.now + exponential(loadings[truck]!, loadMeanMin), LOADED, truck);
  };

  let loads = 0;
  for (let truck = 0; truck < trucks; truck += 1) arriveLater(truck);
  while (calendar.advance() && calendar.now <= hours * 60) {
    const truck = calendar.entity;
    if (calendar.kind === ARRIVE) {
      if (loader.seize(truck) >= 0) startLoading(truck);
      continue;
    }
    loads += 1;
    arriveLater(truck);
    const next = loader.takeNext();
    if (next >= 0) startLoading(next);
    else loader.release(0);
  }
  return loads / hours;
}
