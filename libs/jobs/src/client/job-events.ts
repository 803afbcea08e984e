import { finalEventOf } from './job-snapshot.js';
import { FINAL_STATES, type JobEvent, type JobView } from './job-view.js';
import type { HeardEvent, QueuePort } from './queue-port.js';

/**
 * A job's events as they come, ending with its final one. It begins with the state as it stands, or, where
 * `lastEventId` is given, with what happened since.
 *
 * @param view looks the job up
 * @param signal ends the iteration
 */
export async function* followJob(
  port: QueuePort,
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
        if (event.type !== 'progress') return;
        last = event.id;
      }
    }
    const now = await view();
    if (!now) return;
    if (FINAL_STATES.has(now.state)) {
      yield finalEventOf(now);
      return;
    }
    if (lastEventId === null) yield { id: null, type: 'progress', data: now.progress };
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
      yield event;
      if (event.type !== 'progress') return;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Redis stream ids are `<ms>-<n>`. */
function compareEventIds(a: string, b: string): number {
  const [aMs = 0, aN = 0] = a.split('-').map(Number);
  const [bMs = 0, bN = 0] = b.split('-').map(Number);
  return aMs - bMs || aN - bN;
}
