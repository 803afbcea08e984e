import { chatJob } from './chat-job.js';
import type { AnyJobDefinition } from './job-definition.js';
import { strategyJob } from './strategy-job.js';

/** Every kind of job there is. */
export const ALL_JOBS: readonly AnyJobDefinition[] = [strategyJob, chatJob];

/** The kind of the job with this id, or undefined where no kind has such ids. */
export function definitionOfId(jobId: string): AnyJobDefinition | undefined {
  return ALL_JOBS.find(({ idPrefix }) => jobId.startsWith(`${idPrefix}-`));
}
