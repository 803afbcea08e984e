import type { FleetSnapshot } from '@mining-ops/fleet-data/snapshot.js';
import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import type { WaitOutcome } from '@mining-ops/jobs/client/job-snapshot.js';
import { comparableQuestion, strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import type { StrategyAnswer } from '@mining-ops/strategy/answer/strategy-answer.js';
import { makePlan } from '@mining-ops/strategy/plan/make-plan.js';
import { Problem } from '../http/problem.js';
import { problemOfFaults } from './strategy-faults.js';
import type { StrategyRequest } from './strategy-request.js';
import { toQuestion } from './to-question.js';

export interface Enqueued {
  readonly jobId: string;
  /** The same request with the same key came before: this is its job. */
  readonly existing: boolean;
  /** The same question was answered before from the same data by the same program: this job has the answer. */
  readonly cached: boolean;
}

/** Puts valid strategy questions into the queue and waits for their answers. */
export class StrategiesService {
  constructor(
    private readonly jobs: JobClient,
    private readonly currentSnapshot: () => Promise<FleetSnapshot>,
    /** Version by target of the models that serve. */
    private readonly currentModels: () => Promise<Readonly<Record<string, string>>>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Checks the request against the mine as it is now, so that nothing hopeless enters the queue, and enqueues it; or
   * finds the job that has answered it already. A request for now asks something new each time, and one with a key wants
   * a job of its own.
   *
   * @throws Problem 404 or 422 where the mine cannot answer it, 409 where the key was used for another request
   */
  async enqueue(request: StrategyRequest, idempotencyKey: string | null): Promise<Enqueued> {
    const snapshot = await this.currentSnapshot();
    const size = { trucks: snapshot.trucks.length, excavators: snapshot.excavators.length };
    const question = toQuestion(request, size, this.now());
    if (idempotencyKey === null && request.fixed_conditions?.simulation_start_date != null) {
      const asked = {
        question: comparableQuestion(question),
        basis: { dataFingerprint: snapshot.fingerprint, models: await this.currentModels() },
      };
      const jobId = await this.jobs.answered('simulator', asked);
      if (jobId !== null) return { jobId, existing: true, cached: true };
    }
    const outcome = makePlan(question, {
      trucks: snapshot.trucks,
      loaders: snapshot.excavators,
      operators: snapshot.operators,
      roads: snapshot.roads,
      schedules: snapshot.schedules,
      vessels: snapshot.vessels,
    });
    if (!outcome.ok) throw problemOfFaults(outcome.faults, request);
    const { outcome: enqueued, jobId } = await this.jobs.enqueue(strategyJob, question, {
      idempotencyKey,
      request,
    });
    if (enqueued === 'conflict') {
      throw new Problem(
        409,
        'IDEMPOTENCY_KEY_REUSED',
        `this Idempotency-Key belongs to another request, job ${jobId}`,
        [{ field: 'Idempotency-Key', message: `was used before for another request, job ${jobId}` }],
      );
    }
    return { jobId, existing: enqueued === 'existing', cached: false };
  }

  async waitFor(jobId: string, timeoutMs: number): Promise<WaitOutcome<StrategyAnswer>> {
    return await this.jobs.waitFor(strategyJob, jobId, timeoutMs);
  }
}
