import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { JobClient } from '@mining-ops/jobs/client/job-client.js';
import type { QueueFigures } from '@mining-ops/jobs/client/queue-figures.js';
import type { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import type { Config } from '@mining-ops/platform/config.js';
import { metricsModule } from '@mining-ops/platform/metrics/metrics-module.js';
import type { ProcessMetrics } from '@mining-ops/platform/metrics/process-metrics.js';
import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { Module, type DynamicModule } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Needs } from './access/access.js';
import { ChatsController } from './chats/chats.controller.js';
import { ChatsService } from './chats/chats.service.js';
import { ContractController } from './contract/contract.controller.js';
import { DriftController } from './drift/drift.controller.js';
import { FleetController } from './fleet/fleet.controller.js';
import { HealthController } from './health/health.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { AnsweredStrategies } from './strategies/answered-strategies.js';
import { DatasetsController } from './models/datasets.controller.js';
import { ModelsController } from './models/models.controller.js';
import { servedModels } from './models/served-models.js';
import { TrainingsController } from './models/trainings.controller.js';
import { TrainingsService } from './models/trainings.service.js';
import { StrategiesController } from './strategies/strategies.controller.js';
import { StrategiesService } from './strategies/strategies.service.js';
import { CONFIG } from './tokens.js';

/** What the gateway needs that is opened before it and closed after it. */
export interface GatewayParts {
  readonly config: Config;
  readonly jobs: JobClient;
  readonly store: SnapshotStore;
  /** Null: no keys are configured. */
  readonly keys: KeyRing | null;
  /** Null: nobody's requests are counted. */
  readonly rateLimit: RateLimit | null;
  readonly metrics: ProcessMetrics;
  /** Looks at every queue. */
  readonly queueFigures: () => Promise<readonly QueueFigures[]>;
  /** Null: there are none. */
  readonly operatorPages: RequestHandler | null;
}

@Module({})
export class GatewayModule {
  static with({ config, jobs, store, metrics }: Omit<GatewayParts, 'queueFigures'>): DynamicModule {
    return {
      module: GatewayModule,
      imports: [metricsModule(metrics, Needs('viewer'))],
      controllers: [
        ContractController,
        StrategiesController,
        ChatsController,
        JobsController,
        FleetController,
        TrainingsController,
        DatasetsController,
        ModelsController,
        DriftController,
        HealthController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: JobClient, useValue: jobs },
        { provide: SnapshotStore, useValue: store },
        { provide: ChatsService, useFactory: () => new ChatsService(jobs, config) },
        {
          provide: AnsweredStrategies,
          useFactory: () => new AnsweredStrategies(jobs, config.strategyWaitMs),
        },
        { provide: TrainingsService, useFactory: () => new TrainingsService(jobs) },
        {
          provide: StrategiesService,
          useFactory: () =>
            new StrategiesService(
              jobs,
              () => store.current(),
              () => servedModels(config.modelsDir),
            ),
        },
      ],
    };
  }
}
