import type { Logger } from '@mining-ops/platform/logger.js';
import { NestLogger } from '@mining-ops/platform/nest-logger.js';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveDocs } from './docs/openapi.js';
import { GatewayModule, type GatewayParts } from './gateway.module.js';
import { JSON_BODY } from './http/json-body.js';
import { ProblemFilter } from './http/problem-filter.js';
import { requestId } from './http/request-id.js';
import { validationPipe } from './http/validation-pipe.js';
import { useOwnMessages } from './http/zod-messages.js';

/** The gateway, ready to listen. */
export async function createGateway(parts: GatewayParts, logger: Logger): Promise<NestExpressApplication> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(parts), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  useOwnMessages();
  app.disable('x-powered-by');
  app.use(requestId);
  app.useBodyParser('json', JSON_BODY);
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(validationPipe());
  serveDocs(app);
  await app.init();
  return app;
}
