import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { TARGETS } from '@mining-ops/learning/features/targets.js';
import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiDefaultResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { Problem, problemSchema } from '../http/problem.js';
import { jobUrl } from '../jobs/job-problems.js';
import { acceptedJobSchema, linksOf, type AcceptedJob } from '../jobs/job-representation.js';
import { TrainingsService } from './trainings.service.js';

export const targetSchema = z.enum(TARGETS.map(({ name }) => name));

export const trainingRequestSchema = z
  .strictObject({
    targets: z
      .array(targetSchema)
      .min(1)
      .nullish()
      .meta({ description: 'What to learn to predict; everything unless given' }),
    seed: z.int().min(0).max(4_294_967_295).nullish().meta({ description: '1 unless given' }),
  })
  .meta({ id: 'TrainingRequest', example: { targets: ['fuelConsumed', 'loadWeight'] } });
type TrainingRequest = z.infer<typeof trainingRequestSchema>;

/** Learning from the recorded trips, as a job. */
@ApiTags('Models')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('operator')
@Controller('v1/trainings')
export class TrainingsController {
  constructor(
    @Inject(TrainingsService) private readonly trainings: TrainingsService,
    @Inject(JobClient) private readonly jobs: JobClient,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Learns models from the data as they are now, and promotes those that prove themselves',
    description: 'One at a time: a second request gets a 409 with the id of the first, as `job_id`.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiAcceptedResponse({
    standardSchema: acceptedJobSchema,
    headers: { Location: { schema: { type: 'string' } } },
  })
  async start(
    @Body({ schema: trainingRequestSchema }) { targets, seed }: TrainingRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJob> {
    const payload = { cause: 'request' as const, targets: targets ?? null, seed: seed ?? 1 };
    const { jobId, outcome } = await this.trainings.start(payload, idempotencyKey ?? null);
    if (outcome === 'running')
      throw new Problem(
        409,
        'TRAINING_IN_PROGRESS',
        `training ${jobId} has not ended; there is one at a time: wait for it, or call it off (DELETE ${jobUrl(jobId)})`,
        [],
        { job_id: jobId, url: jobUrl(jobId) },
      );
    if (outcome === 'conflict')
      throw new Problem(
        409,
        'IDEMPOTENCY_KEY_REUSED',
        `this Idempotency-Key belongs to another request, job ${jobId}`,
        [{ field: 'Idempotency-Key', message: `was used before for another request, job ${jobId}` }],
      );
    response.setHeader('Location', jobUrl(jobId));
    const state = outcome === 'existing' ? (await this.jobs.view(jobId))?.state : undefined;
    return { jobId, status: state ?? 'waiting', links: linksOf(jobId) };
  }
}
