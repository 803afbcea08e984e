import { Worker } from 'node:worker_threads';

/** Ends this process within seconds of its parent, whatever it does at the time. */
export function endWithParent(): void {
  process.once('disconnect', () => {
    process.exit(1); // nobody is left to hear the result
  });
  new Worker(new URL('./watch-parent.js', import.meta.url), { workerData: process.ppid }).unref();
}
