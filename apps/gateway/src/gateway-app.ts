import type { Logger } from '@mining-ops/platform/logger.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveDocs } from './docs/openapi.js';
import { GatewayModule, type GatewayParts } from './gateway.module.js';
import { createHttpApp } from './http/http-app.js';

/** The gateway, ready to listen. */
export async function createGateway(parts: GatewayParts, logger: Logger): Promise<NestExpressApplication> {
  const app = await createHttpApp(
    GatewayModule.with(parts),
    { ...parts.config, keys: parts.keys, rateLimit: parts.rateLimit },
    logger,
  );
  serveDocs(app);
  await app.init();
  return app;
}
