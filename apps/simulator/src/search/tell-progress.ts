import type { JobProgress } from '@mining-ops/jobs/definitions/job-progress.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import type { RunningSearch } from './running-search.js';

/**
 * A search says how far it is no more often than this, ms: whoever watches sees no more, and each message is work for
 * this process, Redis, and all that listen.
 */
const LEAST_BETWEEN_MS = 100;

/** Says how far a search is, unless it has only just done so. */
export async function tellProgress(
  running: RunningSearch,
  nowMs: number,
  { report }: Pick<HandlerContext, 'report'>,
  progress: () => JobProgress,
): Promise<void> {
  if (nowMs < running.toldAtMs + LEAST_BETWEEN_MS) return;
  running.toldAtMs = nowMs;
  await report(progress());
}
