import type { Logger } from '@mining-ops/platform/logger.js';
import { NestLogger } from '@mining-ops/platform/nest-logger.js';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { JSON_BODY } from './json-body.js';
import { ProblemFilter } from './problem-filter.js';
import { requestId } from './request-id.js';
import { ValidationPipe } from './validation-pipe.js';
import { useOwnMessages } from './zod-messages.js';

/** A module's controllers behind what every request passes: its id, reading, checking, and the one error shape. */
export async function createHttpApp(
  module: Type | DynamicModule,
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
  app.useBodyParser('json', JSON_BODY);
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(new ValidationPipe());
  return app;
}
