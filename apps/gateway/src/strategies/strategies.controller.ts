import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiDefaultResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { problemSchema } from '../http/problem.js';
import { acceptedJobSchema, linksOf, type AcceptedJob } from '../jobs/job-representation.js';
import { jobUrl } from '../jobs/job-problems.js';
import { StrategiesService } from './strategies.service.js';
import { strategyRequestSchema, type StrategyRequest } from './strategy-request.js';

/** The job interface: ask now, fetch the answer later. */
@ApiTags('Jobs')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Controller('v1/strategies')
export class StrategiesController {
  constructor(
    @Inject(StrategiesService) private readonly strategies: StrategiesService,
    @Inject(JobClient) private readonly jobs: JobClient,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Enqueues a search for the best three strategies' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and request give the same job',
  })
  @ApiAcceptedResponse({
    standardSchema: acceptedJobSchema,
    headers: { Location: { schema: { type: 'string' } } },
  })
  async enqueue(
    @Body({ schema: strategyRequestSchema }) request: StrategyRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJob> {
    const { jobId, existing } = await this.strategies.enqueue(request, idempotencyKey ?? null);
    response.setHeader('Location', jobUrl(jobId));
    const state = existing ? (await this.jobs.view(jobId))?.state : undefined;
    return { jobId, status: state ?? 'waiting', links: linksOf(jobId) };
  }
}
