import type { Logger } from '@mining-ops/platform/logger.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveDocs } from './docs/openapi.js';
import { GatewayModule, type GatewayParts } from './gateway.module.js';
import { createHttpApp } from './http/http-app.js';
import { exposeData } from './metrics/data-metrics.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { exposeQueues } from './metrics/queue-metrics.js';

/** The gateway, ready to listen. */
export async function createGateway(parts: GatewayParts, logger: Logger): Promise<NestExpressApplication> {
  const { metrics, config, store, queueFigures } = parts;
  exposeQueues(metrics, queueFigures);
  exposeData(metrics, () => store.status());
  const http = new HttpMetrics(metrics, config);
  const app = await createHttpApp(GatewayModule.with(parts), { ...config, ...parts, http }, logger);
  serveDocs(app);
  await app.init();
  return app;
}
