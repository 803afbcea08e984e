import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** The engine tells of a collection some time after it. */
const REPORTED_AFTER_MS = 50;

/**
 * Bytes by which `work` makes the heap grow: what it allocates, boxed numbers among it, as long as nothing is collected
 * meanwhile. So run it with --expose-gc and a young generation that is large from the start (--min-semi-space-size).
 *
 * @throws Error without --expose-gc, or where garbage was collected
 */
export async function heapBytes(work: () => void): Promise<number> {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['gc'] });
  const before = process.memoryUsage().heapUsed;
  work();
  const bytes = process.memoryUsage().heapUsed - before;
  await sleep(REPORTED_AFTER_MS);
  observer.disconnect();
  if (collections > 0) throw new Error(`garbage was collected ${collections} times: the count means nothing`);
  return bytes;
}
