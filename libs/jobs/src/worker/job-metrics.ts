import { BoundedLabel } from '@mining-ops/platform/metrics/bounded-label.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import { Counter, Histogram } from 'prom-client';
import type { JobFailure } from '../definitions/job-failure.js';

/** How a worker's hold of a job ended. `retried`: a dependency was broken, and the queue tries again. */
export type JobOutcome = 'completed' | 'failed' | 'cancelled' | 'retried';

const WAIT_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];
const RUN_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 30, 60, 300, 900, 3_600];
/** Codes of failures are this program's own, some dozens; what comes back from the queue is bounded all the same. */
const CODES = 100;
const CODE = /^[A-Z][A-Z0-9_]{0,59}$/;

/** What a worker's process says of the jobs that it had. Counted once a job, never within one. */
export class JobMetrics {
  private readonly waitS: Histogram<'queue'>;
  private readonly runS: Histogram<'queue' | 'outcome'>;
  private readonly attempts: Histogram<'queue'>;
  private readonly failures: Counter<'queue' | 'code'>;
  private readonly stalls: Counter<'queue'>;
  private readonly codes = new BoundedLabel(CODES, CODE);

  constructor({ registry }: ProcessMetrics) {
    const registers = [registry];
    this.waitS = new Histogram({
      name: 'mining_ops_job_wait_seconds',
      help: 'Time from when a job was added to its queue until a worker first began it',
      labelNames: ['queue'],
      buckets: WAIT_S,
      registers,
    });
    this.runS = new Histogram({
      name: 'mining_ops_job_run_seconds',
      help: 'Time from when a worker began a job until it ended, that of its children included',
      labelNames: ['queue', 'outcome'],
      buckets: RUN_S,
      registers,
    });
    this.attempts = new Histogram({
      name: 'mining_ops_job_attempts',
      help: 'How often a job that has completed or failed was begun',
      labelNames: ['queue'],
      buckets: [1, 2, 3, 4, 5],
      registers,
    });
    this.failures = new Counter({
      name: 'mining_ops_job_failures_total',
      help: 'Attempts of jobs that failed, by the code of the failure',
      labelNames: ['queue', 'code'],
      registers,
    });
    this.stalls = new Counter({
      name: 'mining_ops_jobs_stalled_total',
      help: 'Jobs taken over from a worker that died or did not answer',
      labelNames: ['queue'],
      registers,
    });
  }

  /** Has a queue's counters stand at 0 from the beginning: a rate over the first event would miss it. */
  begin(queue: string): void {
    this.waitS.zero({ queue });
    for (const outcome of ['completed', 'failed'] as const) this.runS.zero({ queue, outcome });
    this.stalls.inc({ queue }, 0);
  }

  /** A job was begun for the first time. */
  begun(queue: string, waitedMs: number): void {
    this.waitS.observe({ queue }, Math.max(0, waitedMs) / 1_000); // hosts' clocks differ
  }

  /** @param failure null for a job that completed */
  ended(
    queue: string,
    {
      ranMs,
      attempt,
      failure,
      isFinal,
    }: {
      readonly ranMs: number;
      readonly attempt: number;
      readonly failure: JobFailure | null;
      readonly isFinal: boolean;
    },
  ): void {
    const outcome = outcomeOf(failure, isFinal);
    this.runS.observe({ queue, outcome }, Math.max(0, ranMs) / 1_000);
    if (outcome === 'completed' || outcome === 'failed') this.attempts.observe({ queue }, attempt);
    if (failure !== null && outcome !== 'cancelled')
      this.failures.inc({ queue, code: this.codes.of(failure.code) });
  }

  stalled(queue: string): void {
    this.stalls.inc({ queue });
  }
}

function outcomeOf(failure: JobFailure | null, isFinal: boolean): JobOutcome {
  if (failure === null) return 'completed';
  if (failure.kind === 'CANCELLED') return 'cancelled';
  return isFinal ? 'failed' : 'retried';
}
