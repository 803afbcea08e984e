import { haulingActivities } from '@mining-ops/fleet-data/tables/hauling-activities.js';
import { takeOverUpload } from '@mining-ops/fleet-data/upload/take-over-upload.js';
import { tripReferences } from '@mining-ops/fleet-data/upload/trip-references.js';
import { UploadRefusedError, type UploadFault } from '@mining-ops/fleet-data/upload/upload-refused-error.js';
import { QueueUnreachableError } from '@mining-ops/jobs/client/queue-unreachable-error.js';
import type { Config } from '@mining-ops/platform/config.js';
import { Controller, Inject, Put, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiDefaultResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { Problem, problemSchema } from '../http/problem.js';
import { linksOf } from '../jobs/job-representation.js';
import { CONFIG } from '../tokens.js';
import { TrainingsService } from './trainings.service.js';

const uploadQuerySchema = z.object({
  mode: z
    .enum(['replace', 'append'])
    .default('replace')
    .meta({ description: 'append adds the rows whose ids are not there yet; replace unless given' }),
});
type UploadQuery = z.infer<typeof uploadQuerySchema>;

const uploadedSchema = z
  .object({
    file: z.string(),
    mode: z.enum(['replace', 'append']),
    rowsRead: z.int(),
    rowsUsed: z.int(),
    rowsUnusable: z.int(),
    rowsAdded: z.int(),
    rowsKnown: z.int().meta({ description: 'Passed over, as the file has their ids' }),
    reasons: z
      .array(z.object({ reason: z.string(), rows: z.int(), line: z.int().nullable() }))
      .meta({ description: 'Why rows cannot be used, the most frequent first' }),
    previous: z.string().nullable().meta({ description: 'Where the replaced file is, in the data folder' }),
    training: z
      .object({
        jobId: z.string(),
        started: z.boolean().meta({
          description: 'False: this one was running already; another one begins after it',
        }),
        links: z.object({ self: z.string(), events: z.string() }),
      })
      .nullable()
      .meta({
        description:
          'Null where the queue is away: the trainer begins one when it sees the file',
      }),
  })
  .meta({
    id: 'UploadedDataset',
    example: {
      file: 'hauling_activities.csv',
      mode: 'append',
      rowsRead: 600,
      rowsUsed: 597,
      rowsUnusable: 3,
      rowsAdded: 600,
      rowsKnown: 0,
      reasons: [{ reason: 'truckId is not in trucks.csv', rows: 3, line: null }],
      previous: 'previous/hauling_activities.20261124T060000250Z.csv',
      training: {
        jobId: 'training-6f0e9a51',
        started: true,
        links: { self: '/v1/jobs/training-6f0e9a51', events: '/v1/jobs/training-6f0e9a51/events' },
      },
    },
  });

const STATUS: Readonly<Record<UploadFault, number>> = {
  TOO_LARGE: 413,
  CUT_OFF: 400,
  EMPTY: 400,
  NOT_CSV: 415,
  MISSING_COLUMN: 422,
  TOO_MANY_UNUSABLE: 422,
};

/** New data to learn from. */
@ApiTags('Models')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong; nothing was changed' })
@Needs('operator')
@Controller('v1/datasets')
export class DatasetsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TrainingsService) private readonly trainings: TrainingsService,
  ) {}

  @Put('hauling_activities')
  @ApiOperation({
    summary: 'Replaces the recorded trips, or adds to them',
    description:
      'The body is the CSV file, or the same as gzip. It is checked whole before anything changes, and the file that it ' +
      'replaces is kept. Then models are trained, as by POST /v1/trainings.',
  })
  @ApiConsumes('text/csv', 'application/gzip')
  @ApiBody({
    required: true,
    schema: { type: 'string', format: 'binary', example: 'id,truckId,excavatorId,…\n' },
  })
  @ApiOkResponse({ standardSchema: uploadedSchema })
  async upload(
    @Query({ schema: uploadQuerySchema }) { mode }: UploadQuery,
    @Req() request: Request,
  ): Promise<z.infer<typeof uploadedSchema>> {
    const { dataDir, uploadMaxBytes, uploadUnusableLimit } = this.config;
    const announced = Number(request.headers['content-length']);
    const outcome = await takeOverUpload({
      dataDir,
      mode,
      definition: haulingActivities,
      problemOf: await tripReferences(dataDir),
      unusableLimit: uploadUnusableLimit,
      source: {
        bytes: request,
        announcedBytes: Number.isInteger(announced) ? announced : null,
        maxBytes: uploadMaxBytes,
      },
    }).catch((error: unknown) => {
      if (!(error instanceof UploadRefusedError)) throw error;
      throw new Problem(STATUS[error.fault], `UPLOAD_${error.fault}`, error.message);
    });
    return { ...outcome, reasons: [...outcome.reasons], mode, training: await this.train() };
  }

  private async train(): Promise<z.infer<typeof uploadedSchema>['training']> {
    try {
      const { jobId, outcome } = await this.trainings.start({ cause: 'upload', targets: null, seed: 1 });
      return { jobId, started: outcome === 'started', links: linksOf(jobId) };
    } catch (error) {
      if (error instanceof QueueUnreachableError) return null; // the upload was taken over all the same
      throw error;
    }
  }
}
