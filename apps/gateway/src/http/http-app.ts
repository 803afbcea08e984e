import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { NestLogger } from '@mining-ops/platform/nest-logger.js';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AccessGuard } from '../access/access-guard.js';
import { identify } from '../access/caller.js';
import { JSON_BODY } from './json-body.js';
import { ProblemFilter } from './problem-filter.js';
import { requestId } from './request-id.js';
import { ValidationPipe } from './validation-pipe.js';
import { useOwnMessages } from './zod-messages.js';

/** Of what every request passes, what the configuration decides. */
export interface HttpSettings {
  /** Null: no keys are configured, and everybody may do everything. */
  readonly keys: KeyRing | null;
}

/**
 * A module's controllers behind what every request passes: its id, who sent it, reading, checking, and the one error
 * shape.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  { keys }: HttpSettings,
  logger: Logger,
): Promise<NestExpressApplication> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  useOwnMessages();
  app.disable('x-powered-by');
  app.use(requestId);
  app.use(identify(keys));
  app.useBodyParser('json', JSON_BODY);
  app.useGlobalGuards(new AccessGuard());
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(new ValidationPipe());
  return app;
}
