import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import type { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import { NestLogger } from '@mining-ops/platform/nest-logger.js';
import { tracingIsOn } from '@mining-ops/platform/tracing/spans.js';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import { AccessGuard } from '../access/access-guard.js';
import { identify } from '../access/caller.js';
import { limitRate } from '../limits/limit-rate.js';
import type { HttpMetrics } from '../metrics/http-metrics.js';
import { arriveWithin } from './arrival-time.js';
import { refuseForeignPages } from './foreign-pages.js';
import { safeHeaders } from './headers.js';
import { isUpload, JSON_BODY } from './json-body.js';
import { ProblemFilter } from './problem-filter.js';
import { requestId } from './request-id.js';
import { requestLog } from './request-log.js';
import { requestTrace } from './request-trace.js';
import { ValidationPipe } from './validation-pipe.js';
import { useOwnMessages } from './zod-messages.js';

/** Of what every request passes, what the configuration decides. */
export interface HttpSettings {
  /** Null: no keys are configured, and everybody may do everything. */
  readonly keys: KeyRing | null;
  /** Null: nobody's requests are counted. */
  readonly rateLimit: RateLimit | null;
  /** Pages that read bodies and know their visitors themselves; null: there are none. */
  readonly operatorPages: RequestHandler | null;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly requestTimeS: number;
  readonly uploadTimeS: number;
  readonly http: HttpMetrics;
}

/** Headers of answers that pages from other origins may read, beside what every browser lets them. */
const READABLE_HEADERS = [
  'Location',
  'Retry-After',
  'X-Cache',
  'X-Execution-Time',
  'X-Job-Id',
  'X-Request-Id',
];
/** How long a browser may remember what CORS allows, s. */
const CORS_REMEMBERED_S = 600;

/**
 * A module's controllers behind what every request passes: its measurement, its id, who sent it, reading, checking, and
 * the one error shape.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  settings: HttpSettings,
  logger: Logger,
): Promise<NestExpressApplication> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  useOwnMessages();
  const { keys, rateLimit, operatorPages, corsOrigins, trustedProxies, http } = settings;
  app.disable('x-powered-by');
  app.set('trust proxy', [...trustedProxies]);
  app.use(http.measure);
  if (tracingIsOn()) app.use(requestTrace);
  app.use(requestId);
  app.use(requestLog(logger));
  app.use(safeHeaders);
  if (corsOrigins.length > 0) {
    app.enableCors({
      origin: [...corsOrigins],
      exposedHeaders: READABLE_HEADERS,
      maxAge: CORS_REMEMBERED_S,
    });
  }
  app.use(refuseForeignPages({ corsOrigins, hasKeys: keys !== null }));
  app.use(identify(keys));
  if (rateLimit !== null) app.use(limitRate(rateLimit));
  limitArrival(app, settings);
  if (operatorPages !== null) app.use(operatorPages);
  app.useBodyParser('json', JSON_BODY);
  app.useGlobalGuards(new AccessGuard());
  app.useGlobalFilters(new ProblemFilter(logger, http));
  app.useGlobalPipes(new ValidationPipe());
  return app;
}

/** Whoever sends slowly holds a connection, and a parser's memory, for a limited time. */
function limitArrival(app: NestExpressApplication, { requestTimeS, uploadTimeS }: HttpSettings): void {
  const server = app.getHttpServer();
  server.headersTimeout = requestTimeS * 1_000;
  server.requestTimeout = Math.max(requestTimeS, uploadTimeS) * 1_000;
  app.use(arriveWithin(requestTimeS, isUpload));
}
