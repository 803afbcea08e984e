import type { JobProgress } from '@mining-ops/jobs/definitions/job-progress.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';

/** What a job did beside its result. */
export interface Noted {
  readonly progress: JobProgress[];
  readonly attached: Map<string, Buffer>;
  readonly remembered: unknown[];
}

/** The context of a job that no other process could help with: it has to be done where it is. Notes what the job does. */
export function contextHere(signal: AbortSignal): { context: HandlerContext; noted: Noted } {
  const noted: Noted = { progress: [], attached: new Map(), remembered: [] };
  const context: HandlerContext = {
    jobId: 'strategy-1',
    signal,
    handedOut: 0,
    stalls: 0,
    attempt: 1,
    report: (progress) => Promise.resolve(void noted.progress.push(progress)),
    reportParent: () => Promise.resolve(),
    say: () => Promise.resolve(),
    get kept(): never {
      throw new Error('nothing is kept of a job that is done in one go');
    },
    resultsOf: () => Promise.resolve(new Map()),
    attach: (name, data) => Promise.resolve(void noted.attached.set(name, data)),
    remember: (answered) => Promise.resolve(void noted.remembered.push(answered)),
    load: () => Promise.resolve({ processes: 1, waiting: 0 }),
  };
  return { context, noted };
}
