import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import {
  ApiDefaultResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { problemSchema } from '../http/problem.js';

const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
const readySchema = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.object({
      redis: checkSchema,
      data: checkSchema,
      simulator: checkSchema,
      analyst: checkSchema,
      trainer: checkSchema,
      model: checkSchema.meta({
        description: 'The language model. The system is ready without it: rules answer, where they may',
      }),
    }),
  })
  .meta({
    id: 'Readiness',
    example: {
      status: 'ready',
      checks: {
        redis: { ok: true, detail: 'answers' },
        data: { ok: true, detail: 'snapshot 9b1c0e8d7f6a' },
        simulator: { ok: true, detail: '1 alive' },
        analyst: { ok: true, detail: '1 alive' },
        trainer: { ok: true, detail: '1 alive' },
        model: { ok: false, detail: 'pulling qwen2.5:7b: 42%' },
      },
    },
  });
const liveSchema = z
  .object({ status: z.literal('live') })
  .meta({ id: 'Liveness', example: { status: 'live' } });
type Check = z.infer<typeof checkSchema>;

@ApiTags('Health')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('nothing')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(JobClient) private readonly jobs: JobClient,
    @Inject(SnapshotStore) private readonly store: SnapshotStore,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ standardSchema: liveSchema })
  live(): z.infer<typeof liveSchema> {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether requests can be answered; 503 names what is missing' })
  @ApiOkResponse({ standardSchema: readySchema })
  @ApiServiceUnavailableResponse({ standardSchema: readySchema, description: 'Something is missing' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<z.infer<typeof readySchema>> {
    const [redis, data, simulator, analyst, trainer, model] = await Promise.all([
      check(async () => {
        await this.jobs.ping();
        return { ok: true, detail: 'answers' };
      }),
      check(() => this.data()),
      check(() => this.workers('simulator')),
      check(() => this.workers('analyst')),
      check(() => this.workers('trainer')),
      check(() => this.model()),
    ]);
    const ok = [redis, data, simulator, analyst, trainer].every((one) => one.ok);
    response.status(ok ? 200 : 503);
    return {
      status: ok ? 'ready' : 'not ready',
      checks: { redis, data, simulator, analyst, trainer, model },
    };
  }

  private async data(): Promise<Check> {
    const { fingerprint } = await this.store.current();
    const { state, problem } = this.store.status();
    // Stale data are served, and said: a broken edit must not take the mine's planning down.
    return {
      ok: true,
      detail: state === 'stale' ? `stale: ${problem?.message ?? ''}` : `snapshot ${fingerprint.slice(0, 12)}`,
    };
  }

  private async model(): Promise<Check> {
    return (
      (await this.jobs.note('model')) ?? { ok: false, detail: 'no analyst has said anything about it lately' }
    );
  }

  private async workers(service: string): Promise<Check> {
    const count = await this.jobs.livingWorkers(service);
    return {
      ok: count > 0,
      detail: count > 0 ? `${count} alive` : 'no process gave a sign of life in the last 6 s',
    };
  }
}

async function check(probe: () => Promise<Check>): Promise<Check> {
  try {
    return await probe();
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
