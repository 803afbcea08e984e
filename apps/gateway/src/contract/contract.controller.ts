import { addSchedule, addVessel } from '@mining-ops/fleet-data/vessels-and-schedules.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { Config } from '@mining-ops/platform/config.js';
import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { ChatsService } from '../chats/chats.service.js';
import { Problem, problemSchema } from '../http/problem.js';
import { problemOfFailure, problemOfTimeout } from '../jobs/job-problems.js';
import { CACHE_HEADER } from '../jobs/job-representation.js';
import { StrategiesService } from '../strategies/strategies.service.js';
import { strategyRequestSchema, type StrategyRequest } from '../strategies/strategy-request.js';
import { CONFIG } from '../tokens.js';
import {
  chatRequestSchema,
  chatResponseSchema,
  scheduleAddedSchema,
  scheduleRequestSchema,
  vesselAddedSchema,
  vesselRequestSchema,
  type ChatRequest,
  type ScheduleRequest,
  type VesselRequest,
} from './contract-requests.js';
import { presentStrategies, topThreeSchema, type TopThree } from './present-strategies.js';

const statusSchema = z
  .object({ status: z.literal('online'), service: z.string() })
  .meta({ id: 'ServiceStatus', example: { status: 'online', service: 'mining-ops' } });

/** The endpoints of the first version, for its clients, to the letter. */
@ApiTags('First version')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Controller()
export class ContractController {
  constructor(
    @Inject(StrategiesService) private readonly strategies: StrategiesService,
    @Inject(ChatsService) private readonly chats: ChatsService,
    @Inject(JobClient) private readonly jobs: JobClient,
    @Inject(SnapshotStore) private readonly store: SnapshotStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Needs('nothing')
  @ApiOperation({ summary: 'Whether the service answers' })
  @ApiOkResponse({ standardSchema: statusSchema })
  status(): z.infer<typeof statusSchema> {
    return { status: 'online', service: 'mining-ops' };
  }

  @Post('get_top_3_strategies')
  @Needs('planner')
  @HttpCode(200)
  @ApiOperation({ summary: 'The best three strategies for a shift; waits for the simulation' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and request give the same job',
  })
  @ApiOkResponse({ standardSchema: topThreeSchema, headers: { 'X-Cache': CACHE_HEADER } })
  async topThree(
    @Body({ schema: strategyRequestSchema }) request: StrategyRequest,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TopThree> {
    const startedMs = performance.now();
    const { jobId, cached } = await this.strategies.enqueue(request, idempotencyKey ?? null);
    response.setHeader('X-Job-Id', jobId);
    response.setHeader('X-Cache', cached ? 'hit' : 'miss');
    const ended = await this.strategies.waitFor(jobId, this.config.strategyWaitMs);
    response.setHeader('X-Execution-Time', String(Math.round(performance.now() - startedMs)));
    if (ended.outcome === 'timeout') throw problemOfTimeout(jobId, this.config.strategyWaitMs);
    if (ended.outcome === 'failed') throw problemOfFailure(ended.failure, jobId);
    const topThree = presentStrategies(ended.result);
    return cached ? { ...topThree, cached, job_id: jobId } : topThree;
  }

  @Post('ask_chatbot')
  @Needs('planner')
  @HttpCode(200)
  @ApiOperation({ summary: 'A question about strategies, answered by the language model' })
  @ApiOkResponse({ standardSchema: chatResponseSchema })
  async ask(
    @Body({ schema: chatRequestSchema }) request: ChatRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof chatResponseSchema>> {
    const { jobId } = await this.chats.enqueue(
      {
        question: request.pertanyaan_user,
        strategies: request.top_3_strategies_context ?? null,
        strategyJobId: request.job_id ?? null,
        history: request.conversation_history ?? [],
        sessionId: request.session_id ?? null,
      },
      { idempotencyKey: null, request, jobIdField: 'job_id', response },
    );
    response.setHeader('X-Job-Id', jobId);
    this.chats.callOffWhenLeft(jobId, response);
    const ended = await this.jobs.waitFor(chatJob, jobId, this.config.chatWaitMs);
    if (ended.outcome === 'timeout') throw problemOfTimeout(jobId, this.config.chatWaitMs);
    if (ended.outcome === 'failed') throw problemOfFailure(ended.failure, jobId);
    const { answer, sessionId, source, warnings } = ended.result;
    return { jawaban_ai: answer, session_id: sessionId, sumber: source, peringatan: warnings };
  }

  @Post('add_vessel')
  @Needs('planner')
  @HttpCode(200)
  @ApiOperation({ summary: 'Adds a row to vessels.csv' })
  @ApiOkResponse({ standardSchema: vesselAddedSchema })
  async addVessel(
    @Body({ schema: vesselRequestSchema }) request: VesselRequest,
  ): Promise<z.infer<typeof vesselAddedSchema>> {
    const id = await addVessel(this.config.dataDir, {
      name: request.name,
      type: request.type ?? 'Bulk Carrier',
      capacityT: request.capacity,
    });
    return { status: 'success', message: `Kapal ${request.name} ditambahkan`, id };
  }

  @Post('add_schedule')
  @Needs('planner')
  @HttpCode(200)
  @ApiOperation({ summary: 'Adds a row to sailing_schedules.csv' })
  @ApiOkResponse({ standardSchema: scheduleAddedSchema })
  async addSchedule(
    @Body({ schema: scheduleRequestSchema }) request: ScheduleRequest,
  ): Promise<z.infer<typeof scheduleAddedSchema>> {
    const { vesselById } = await this.store.current();
    if (!vesselById.has(request.vesselId)) {
      throw Problem.ofFaults(404, 'UNKNOWN_VESSEL', [
        { field: 'vesselId', message: `"${request.vesselId}" is not in vessels.csv` },
      ]);
    }
    const id = await addSchedule(this.config.dataDir, {
      vesselId: request.vesselId,
      loadingPort: request.loadingPort,
      destination: request.destination,
      etaLoadingMs: request.etaLoading,
      etsLoadingMs: request.etsLoading,
      plannedQuantityT: request.plannedQuantity,
      buyer: request.buyer,
    });
    return { status: 'success', message: `Jadwal untuk kapal ${request.vesselId} ditambahkan`, id };
  }
}
