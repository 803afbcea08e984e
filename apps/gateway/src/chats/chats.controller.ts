import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiDefaultResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { Needs } from '../access/access.js';
import { problemSchema } from '../http/problem.js';
import { streamEvents } from '../jobs/event-stream.js';
import { acceptedJobSchema, linksOf, type AcceptedJob } from '../jobs/job-representation.js';
import { jobUrl } from '../jobs/job-problems.js';
import { ChatsService, type ChatRequestFrame } from './chats.service.js';
import { questionRequestSchema, type QuestionRequest } from './question-request.js';

const EXAMPLE_STREAM = [
  'event: progress\ndata: {"percent":0,"stage":"waiting"}\n\n',
  'id: 1795500000012-0\nevent: token\ndata: {"text":"Opsi 1 "}\n\n',
  'id: 1795500000055-0\nevent: token\ndata: {"text":"lebih untung."}\n\n',
  'id: 1795500000190-0\nevent: completed\ndata: {"answer":"Opsi 1 lebih untung.","source":"qwen2.5:7b"}\n\n',
].join('');

/** Questions to the analyst: as a job, or as a stream that ends when its client leaves. */
@ApiTags('Jobs')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('planner')
@Controller('v1/chats')
export class ChatsController {
  constructor(
    @Inject(ChatsService) private readonly chats: ChatsService,
    @Inject(JobClient) private readonly jobs: JobClient,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Enqueues a question about strategies' })
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
    @Body({ schema: questionRequestSchema }) request: QuestionRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJob> {
    const { jobId, existing } = await this.ask(request, idempotencyKey ?? null, response);
    response.setHeader('Location', jobUrl(jobId));
    const state = existing ? (await this.jobs.view(jobId))?.state : undefined;
    return { jobId, status: state ?? 'waiting', links: linksOf(jobId) };
  }

  @Post('stream')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Asks a question and streams its answer as server-sent events',
    description: 'The question is called off when the client hangs up. The header X-Job-Id has its id.',
  })
  @ApiOkResponse({
    content: { 'text/event-stream': { schema: { type: 'string', example: EXAMPLE_STREAM } } },
  })
  async stream(
    @Body({ schema: questionRequestSchema }) request: QuestionRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { jobId } = await this.ask(request, null, response);
    response.setHeader('X-Job-Id', jobId);
    this.chats.callOffWhenLeft(jobId, response);
    await streamEvents(this.jobs, { jobId, name: chatJob.name }, null, response);
  }

  private async ask(
    request: QuestionRequest,
    idempotencyKey: ChatRequestFrame['idempotencyKey'],
    response: Response,
  ): ReturnType<ChatsService['enqueue']> {
    return await this.chats.enqueue(
      {
        question: request.question,
        strategies: request.strategies ?? null,
        strategyJobId: request.strategy_job_id ?? null,
        history: request.history ?? [],
        sessionId: request.session_id ?? null,
      },
      { idempotencyKey, request, jobIdField: 'strategy_job_id', response },
    );
  }
}
