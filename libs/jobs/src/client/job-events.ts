import { jobProgressSchema } from '../definitions/job-progress.js';
import { finalEventOf } from './job-snapshot.js';
import { FINAL_STATES, isFinal, type JobEvent, type JobView } from './job-view.js';
import type { HeardEvent, QueuePort } from './queue-port.js';

/** The stream's ids are times of Redis, a job's times those of its worker's host: they may differ by this. */
const CLOCK_SKEW_MS = 1_000;

/** What is heard of a queue. */
type EventSource = Pick<QueuePort, 'listen' | 'replay'>;

/**
 * A job's events as they come, ending with its final one. It begins with the state as it stands, or, where
 * `lastEventId` is given, with what happened since.
 *
 * @param view looks the job up
 * @param signal ends the iteration
 */
export async function* followJob(
  port: EventSource,
  jobId: string,
  lastEventId: string | null,
  view: () => Promise<JobView | null>,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const pending: HeardEvent[] = [];
  let wake = (): void => undefined;
  // Heard from before the first look, so that nothing falls between the look and the listening.
  const stop = port.listen(jobId, (event) => {
    pending.push(event);
    wake();
  });
  const onAbort = (): void => {
    wake();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    let last = lastEventId;
    if (last !== null) {
      for (const event of await port.replay(jobId, last)) {
        yield event;
        if (isFinal(event)) return;
        last = event.id;
      }
    }
    const now = await view();
    if (!now) return;
    if (FINAL_STATES.has(now.state)) {
      yield finalEventOf(now);
      return;
    }
    // What the state tells may still come as events: heard before the look, or on its way.
    let caughtUp = lastEventId !== null;
    if (lastEventId === null) {
      yield { id: null, type: 'progress', data: now.progress };
      for (const event of await saidSoFar(port, now)) {
        yield event;
        last = event.id;
      }
    }
    while (!signal.aborted) {
      const event = pending.shift();
      if (!event) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (last !== null && compareEventIds(event.id, last) <= 0) continue;
      last = event.id;
      if (!caughtUp && event.type === 'progress') {
        const progress = jobProgressSchema.safeParse(event.data).data;
        if (progress && progress.percent < now.progress.percent) continue;
        caughtUp = true;
      }
      yield event;
      if (isFinal(event)) return;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Messages of a job that runs already: who comes late sees the text that is there. */
async function saidSoFar(port: EventSource, { jobId, startedAtMs }: JobView): Promise<HeardEvent[]> {
  if (startedAtMs === null) return [];
  const events = await port.replay(jobId, `${startedAtMs - CLOCK_SKEW_MS}-0`);
  return events.filter(({ type }) => type === 'token' || type === 'replace');
}

/** Redis stream ids are `<ms>-<n>`. */
function compareEventIds(a: string, b: string): number {
  const [aMs = 0, aN = 0] = a.split('-').map(Number);
  const [bMs = 0, bN = 0] = b.split('-').map(Number);
  return aMs - bMs || aN - bN;
}
