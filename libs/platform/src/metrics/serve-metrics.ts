import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '../config.js';
import type { Logger } from '../logger.js';
import { NestLogger } from '../nest-logger.js';
import { onShutdown } from '../process-lifecycle.js';
import { metricsModule } from './metrics-module.js';
import type { ProcessMetrics } from './process-metrics.js';

/**
 * Serves a worker's metrics at `/metrics` on its own port, `METRICS_PORT`, until the process is told to stop.
 *
 * @returns the port: the one that was chosen where `METRICS_PORT` is 0
 */
export async function serveMetrics(
  metrics: ProcessMetrics,
  { host, metricsPort }: Pick<Config, 'host' | 'metricsPort'>,
  logger: Logger,
): Promise<number> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
  const app = await NestFactory.create<NestExpressApplication>(metricsModule(metrics), {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  await app.listen(metricsPort, host);
  onShutdown(
    () => {
      app.getHttpServer().closeAllConnections();
      return app.close();
    },
    { logger },
  );
  const { port } = app.getHttpServer().address() as { readonly port: number };
  logger.info({ port, host }, 'serving metrics at /metrics');
  return port;
}
