import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiDefaultResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Replay } from '@mining-ops/strategy/replay/replay.js';
import { z } from 'zod';
import type { Response } from 'express';
import { Needs } from '../access/access.js';
import { problemSchema } from '../http/problem.js';
import { acceptedJobSchema, CACHE_HEADER, linksOf, type AcceptedJob } from '../jobs/job-representation.js';
import { jobUrl } from '../jobs/job-problems.js';
import { AnsweredStrategies } from './answered-strategies.js';
import { replayRequestSchema, replayResponseSchema, type ReplayRequest } from './replay-request.js';
import { StrategiesService } from './strategies.service.js';
import { strategyRequestSchema, type StrategyRequest } from './strategy-request.js';

/** The job interface: ask now, fetch the answer later. */
@ApiTags('Jobs')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('planner')
@Controller('v1/strategies')
export class StrategiesController {
  constructor(
    @Inject(StrategiesService) private readonly strategies: StrategiesService,
    @Inject(JobClient) private readonly jobs: JobClient,
    @Inject(AnsweredStrategies) private readonly answered: AnsweredStrategies,
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
    headers: { Location: { schema: { type: 'string' } }, 'X-Cache': CACHE_HEADER },
  })
  async enqueue(
    @Body({ schema: strategyRequestSchema }) request: StrategyRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJob> {
    const { jobId, existing, cached } = await this.strategies.enqueue(request, idempotencyKey ?? null);
    response.setHeader('Location', jobUrl(jobId));
    response.setHeader('X-Cache', cached ? 'hit' : 'miss');
    const state = existing ? (await this.jobs.view(jobId))?.state : undefined;
    return { jobId, status: state ?? 'waiting', cached, links: linksOf(jobId) };
  }

  @Post(':jobId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'One simulated shift of an answer, trip by trip' })
  @ApiOkResponse({ standardSchema: replayResponseSchema })
  async replay(
    @Param('jobId', { schema: z.string().max(128) }) jobId: string,
    @Body({ schema: replayRequestSchema }) request: ReplayRequest,
  ): Promise<Replay> {
    return await this.answered.replay(jobId, request);
  }
}
