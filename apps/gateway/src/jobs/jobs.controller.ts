import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { Problem, problemSchema } from '../http/problem.js';
import { AnsweredStrategies } from '../strategies/answered-strategies.js';
import {
  candidatesPage,
  candidatesPageSchema,
  candidatesQuerySchema,
  type CandidatesPage,
  type CandidatesQuery,
} from '../strategies/candidates-page.js';
import { streamEvents } from './event-stream.js';
import { jobUrl, noSuchJob } from './job-problems.js';
import { cancelledJobSchema, jobSchema, representJob, type JobRepresentation } from './job-representation.js';

const idSchema = z.string().max(128);
const EVENT_ID = /^\d+-\d+$/;
const EXAMPLE_STREAM = [
  'event: progress\ndata: {"percent":0,"stage":"waiting"}\n\n',
  'id: 1795500000012-0\nevent: progress\ndata: {"percent":5,"stage":"simulating 33 candidates"}\n\n',
  'id: 1795500000190-0\nevent: completed\ndata: {"top_3_strategies":[],"answer":{}}\n\n',
].join('');

/** Jobs that were enqueued: their state, their events, and calling them off. */
@ApiTags('Jobs')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('viewer')
@Controller('v1/jobs')
export class JobsController {
  constructor(
    @Inject(JobClient) private readonly jobs: JobClient,
    @Inject(AnsweredStrategies) private readonly answered: AnsweredStrategies,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'State, progress, and the result or the error' })
  @ApiOkResponse({ standardSchema: jobSchema })
  async view(@Param('id', { schema: idSchema }) id: string): Promise<JobRepresentation> {
    const view = await this.jobs.view(id);
    if (!view) throw noSuchJob(id);
    return representJob(view);
  }

  @Get(':id/candidates')
  @ApiOperation({ summary: 'Every candidate of an answered question with its means, a page at a time' })
  @ApiOkResponse({ standardSchema: candidatesPageSchema })
  async candidates(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: candidatesQuerySchema }) query: CandidatesQuery,
  ): Promise<CandidatesPage> {
    const table = await this.answered.candidates(id);
    return candidatesPage(`${jobUrl(id)}/candidates`, id, table, query);
  }

  @Delete(':id')
  @Needs('planner')
  @HttpCode(200)
  @ApiOperation({ summary: 'Calls off a job that waits or runs' })
  @ApiOkResponse({ standardSchema: cancelledJobSchema })
  async cancel(@Param('id', { schema: idSchema }) id: string): Promise<z.infer<typeof cancelledJobSchema>> {
    const outcome = await this.jobs.cancel(id);
    if (outcome === 'unknown') throw noSuchJob(id);
    if (outcome === 'finished')
      throw new Problem(409, 'JOB_FINISHED', `job ${id} has ended; there is nothing to cancel`);
    return { jobId: id, status: outcome };
  }

  @Get(':id/events')
  @ApiOperation({
    summary: 'Server-sent events: progress, then completed, failed or cancelled',
    description:
      'Send Last-Event-ID to go on after a dropped connection. A question also sends its text as it grows: `token` is appended to it, `replace` takes the place of all of it.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiOkResponse({
    content: { 'text/event-stream': { schema: { type: 'string', example: EXAMPLE_STREAM } } },
  })
  async events(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    if (lastEventId !== undefined && !EVENT_ID.test(lastEventId)) {
      throw Problem.ofFaults(400, 'BAD_EVENT_ID', [
        { field: 'Last-Event-ID', message: `"${lastEventId}" is no event's id` },
      ]);
    }
    const view = await this.jobs.view(id);
    if (!view) throw noSuchJob(id);
    await streamEvents(this.jobs, view, lastEventId ?? null, response);
  }
}
