import { JOB_STATES, type JobView } from '@mining-ops/jobs/client/job-view.js';
import { jobFailureSchema } from '@mining-ops/jobs/definitions/job-failure.js';
import { jobProgressSchema } from '@mining-ops/jobs/definitions/job-progress.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import { z } from 'zod';
import { presentStrategies } from '../contract/present-strategies.js';
import { jobUrl } from './job-problems.js';

const EXAMPLE_ID = 'strategy-6f0e9a51d2f4b3a1c0e8d7f6a5b4c3d2';

/** Of responses that may come from an earlier job. */
export const CACHE_HEADER = {
  description: 'hit where an earlier job with the same question and data has answered, else miss',
  schema: { type: 'string', enum: ['hit', 'miss'] },
};

const linksSchema = z.object({ self: z.string(), events: z.string() });

export const acceptedJobSchema = z
  .object({
    jobId: z.string(),
    status: z.enum(JOB_STATES),
    cached: z.boolean().optional().meta({
      description:
        'Of strategies: whether the same question was answered before from the same data: this is the job that has the answer',
    }),
    links: linksSchema,
  })
  .meta({
    id: 'AcceptedJob',
    example: { jobId: EXAMPLE_ID, status: 'waiting', cached: false, links: linksOf(EXAMPLE_ID) },
  });
export type AcceptedJob = z.infer<typeof acceptedJobSchema>;

export const jobSchema = z
  .object({
    jobId: z.string(),
    name: z.string(),
    status: z.enum(JOB_STATES),
    progress: jobProgressSchema,
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    attempts: z.int(),
    queuePosition: z.int().nullable().meta({ description: '1 is next; null where it does not wait' }),
    result: z
      .unknown()
      .meta({ description: 'For strategies: top_3_strategies, and the same as numbers in answer' }),
    error: jobFailureSchema.nullable(),
    links: linksSchema,
  })
  .meta({
    id: 'Job',
    example: {
      jobId: EXAMPLE_ID,
      name: strategyJob.name,
      status: 'active',
      progress: { percent: 40, stage: 'simulating 33 candidates' },
      createdAt: '2026-11-24T06:00:00.000Z',
      startedAt: '2026-11-24T06:00:00.012Z',
      finishedAt: null,
      attempts: 1,
      queuePosition: null,
      result: null,
      error: null,
      links: linksOf(EXAMPLE_ID),
    },
  });
export type JobRepresentation = z.infer<typeof jobSchema>;

export const cancelledJobSchema = z
  .object({ jobId: z.string(), status: z.enum(['cancelled', 'cancelling']) })
  .meta({ id: 'CancelledJob', example: { jobId: EXAMPLE_ID, status: 'cancelling' } });

export function linksOf(jobId: string): z.infer<typeof linksSchema> {
  return { self: jobUrl(jobId), events: `${jobUrl(jobId)}/events` };
}

export function representJob(view: JobView): JobRepresentation {
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    jobId: view.jobId,
    name: view.name,
    status: view.state,
    progress: view.progress,
    createdAt: new Date(view.createdAtMs).toISOString(),
    startedAt: iso(view.startedAtMs),
    finishedAt: iso(view.finishedAtMs),
    attempts: view.attempts,
    queuePosition: view.queuePosition,
    result: view.state === 'completed' ? representResult(view.name, view.result) : null,
    error: view.error,
    links: linksOf(view.jobId),
  };
}

/** A job's result for clients: strategies also in the contract's words. */
export function representResult(jobName: string, result: unknown): unknown {
  if (jobName !== strategyJob.name) return result;
  const answer = strategyJob.result.parse(result);
  return { ...presentStrategies(answer), answer };
}
