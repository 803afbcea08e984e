import { pageOf } from '@mining-ops/drift/html/page.js';
import { LANGUAGES, type Language } from '@mining-ops/drift/html/wording.js';
import type { DriftReport } from '@mining-ops/drift/report/drift-report.js';
import { latestReport, readReport, reportHistory } from '@mining-ops/drift/report/report-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { driftJob } from '@mining-ops/jobs/definitions/drift-job.js';
import type { Config } from '@mining-ops/platform/config.js';
import { Controller, Get, Header, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiDefaultResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { Problem, problemSchema } from '../http/problem.js';
import { jobUrl } from '../jobs/job-problems.js';
import { acceptedJobSchema, linksOf, type AcceptedJob } from '../jobs/job-representation.js';
import { CONFIG } from '../tokens.js';
import { driftHistorySchema, driftSchema, representReport } from './drift-representation.js';

const idSchema = z.string().max(80).optional();
const languageSchema = z.enum(LANGUAGES).default('id');
const ID_QUERY = { name: 'id', required: false, description: 'Of a kept report; the newest unless given' };

/** Whether what the models are asked, and answer, is still what they were trained on. */
@ApiTags('Models')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('viewer')
@Controller('v1/drift')
export class DriftController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(JobClient) private readonly jobs: JobClient,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The newest report on drift, or a kept one, with the call that trains anew' })
  @ApiQuery(ID_QUERY)
  @ApiOkResponse({ standardSchema: driftSchema })
  async report(@Query('id', { schema: idSchema }) id?: string): Promise<z.infer<typeof driftSchema>> {
    return representReport(await this.find(id));
  }

  @Get('history')
  @ApiOperation({ summary: 'Every kept report in short, the newest first' })
  @ApiOkResponse({ standardSchema: driftHistorySchema })
  async history(): Promise<z.infer<typeof driftHistorySchema>> {
    return { items: await reportHistory(this.config.logsDir) };
  }

  @Get('report')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @ApiOperation({ summary: 'The same report as a page that needs nothing else' })
  @ApiQuery(ID_QUERY)
  @ApiQuery({ name: 'lang', required: false, enum: LANGUAGES, description: 'id unless given' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string', example: '<!doctype html>…' } })
  async page(
    @Query('id', { schema: idSchema }) id?: string,
    @Query('lang', { schema: languageSchema }) language: Language = 'id',
  ): Promise<string> {
    return pageOf(await this.find(id), language, `http://127.0.0.1:${this.config.port}`);
  }

  @Post()
  @Needs('operator')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Compares anew, as a job',
    description: 'One at a time: while one waits or runs, the answer is that one.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiAcceptedResponse({
    standardSchema: acceptedJobSchema,
    headers: { Location: { schema: { type: 'string' } } },
  })
  async check(
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJob> {
    const payload = { cause: 'request' as const };
    const asked = { idempotencyKey: idempotencyKey ?? null, request: payload };
    const { outcome, jobId } = await this.jobs.enqueue(driftJob, payload, asked);
    response.setHeader('Location', jobUrl(jobId));
    const state = outcome === 'added' ? undefined : (await this.jobs.view(jobId))?.state;
    return { jobId, status: state ?? 'waiting', links: linksOf(jobId) };
  }

  private async find(id: string | undefined): Promise<DriftReport> {
    const { logsDir } = this.config;
    const report = id === undefined ? await latestReport(logsDir) : await readReport(logsDir, id);
    if (report !== null) return report;
    const message =
      id === undefined
        ? 'there is no report on drift yet; POST /v1/drift makes one'
        : `there is no report "${id}"; GET /v1/drift/history lists those that are kept`;
    throw new Problem(404, 'NO_DRIFT_REPORT', message, id === undefined ? [] : [{ field: 'id', message }]);
  }
}
