import { chatJob } from './chat-job.js';
import type { AnyJobDefinition } from './job-definition.js';
import { strategyJob } from './strategy-job.js';

/** Every kind of job there is. */
export const ALL_JOBS: readonly AnyJobDefinition[] = [strategyJob, chatJob];
