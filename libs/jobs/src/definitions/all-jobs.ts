import { chatJob } from './chat-job.js';
import { driftJob } from './drift-job.js';
import type { AnyJobDefinition } from './job-definition.js';
import { replayJob } from './replay-job.js';
import { simulationJob } from './simulation-job.js';
import { strategyJob } from './strategy-job.js';
import { trainingJob, trainingStepJob } from './training-job.js';

/** Every kind of job that clients ask for. */
export const ALL_JOBS: readonly AnyJobDefinition[] = [strategyJob, replayJob, chatJob, trainingJob, driftJob];

/** Every kind of job that other jobs hand out. */
export const CHILD_JOBS: readonly AnyJobDefinition[] = [simulationJob, trainingStepJob];
