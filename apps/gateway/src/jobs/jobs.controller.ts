import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Problem, problemSchema } from '../http/problem.js';
import { noSuchJob } from './job-problems.js';
import {
  cancelledJobSchema,
  jobSchema,
  representJob,
  representResult,
  type JobRepresentation,
} from './job-representation.js';

const idSchema = z.string().max(128);
const EVENT_ID = /^\d+-\d+$/;
const EXAMPLE_STREAM = [
  'event: progress\ndata: {"percent":0,"stage":"waiting"}\n\n',
  'id: 1795500000012-0\nevent: progress\ndata: {"percent":5,"stage":"simulating 33 candidates"}\n\n',
  'id: 1795500000190-0\nevent: completed\ndata: {"top_3_strategies":[],"answer":{}}\n\n',
].join('');
/** A comment line this often keeps proxies from closing a quiet connection. */
const KEEP_ALIVE_MS = 15_000;

/** Jobs that were enqueued: their state, their events, and calling them off. */
@ApiTags('Jobs')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Controller('v1/jobs')
export class JobsController {
  constructor(@Inject(JobClient) private readonly jobs: JobClient) {}

  @Get(':id')
  @ApiOperation({ summary: 'State, progress, and the result or the error' })
  @ApiOkResponse({ standardSchema: jobSchema })
  async view(@Param('id', { schema: idSchema }) id: string): Promise<JobRepresentation> {
    const view = await this.jobs.view(id);
    if (!view) throw noSuchJob(id);
    return representJob(view);
  }

  @Delete(':id')
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
    description: 'Send Last-Event-ID to go on after a dropped connection.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiOkResponse({
    content: { 'text/event-stream': { schema: { type: 'string', example: EXAMPLE_STREAM } } },
  })
  async events(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (lastEventId !== undefined && !EVENT_ID.test(lastEventId)) {
      throw Problem.ofFaults(400, 'BAD_EVENT_ID', [
        { field: 'Last-Event-ID', message: `"${lastEventId}" is no event's id` },
      ]);
    }
    const view = await this.jobs.view(id);
    if (!view) throw noSuchJob(id);
    const closed = new AbortController();
    request.on('close', () => {
      closed.abort();
    });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
    try {
      for await (const event of this.jobs.events(id, lastEventId ?? null, closed.signal)) {
        const data = event.type === 'completed' ? representResult(view.name, event.data) : event.data;
        const idLine = event.id === null ? '' : `id: ${event.id}\n`;
        response.write(`${idLine}event: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    } finally {
      clearInterval(keepAlive);
      response.end();
    }
  }
}
