import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { trainingJob } from '@mining-ops/jobs/definitions/training-job.js';
import type { PayloadOf } from '@mining-ops/jobs/definitions/job-definition.js';

export interface StartedTraining {
  readonly jobId: string;
  /** `running`: there is one at a time, and this one was there before. */
  readonly outcome: 'started' | 'existing' | 'running' | 'conflict';
}

/** Starts trainings. */
export class TrainingsService {
  constructor(private readonly jobs: JobClient) {}

  async start(
    payload: PayloadOf<typeof trainingJob>,
    idempotencyKey: string | null = null,
  ): Promise<StartedTraining> {
    const { outcome, jobId } = await this.jobs.enqueue(trainingJob, payload, {
      idempotencyKey,
      request: payload,
    });
    switch (outcome) {
      case 'added':
        return { jobId, outcome: 'started' };
      case 'busy':
        return { jobId, outcome: 'running' };
      default:
        return { jobId, outcome };
    }
  }
}
