import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { Logger } from '../logger.js';
import { onShutdown } from '../process-lifecycle.js';
import { redactSecrets } from '../redact-secrets.js';
import { tracingHasBegun } from './spans.js';

/** A collector that is away must not keep a process from ending. */
const LAST_SPANS_MS = 1_000;

/**
 * From here on this process's spans go to an OpenTelemetry collector, over OTLP (HTTP, JSON). Only then is the SDK
 * loaded. What else the SDK can be told (headers, sampling, batches) it reads itself, from OpenTelemetry's own variables.
 *
 * @param endpoint base URL of the collector, such as `http://127.0.0.1:4318`
 */
export async function startTracing(service: string, endpoint: string, logger: Logger): Promise<void> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const warn = (message: string, ...details: unknown[]): void => {
    logger.warn({ details: details.map((one) => redactSecrets(String(one))) }, `tracing: ${message}`);
  };
  const quiet = (): void => undefined;
  diag.setLogger(
    { error: warn, warn, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'mining-ops',
      'service.name': `mining-ops-${service}`,
      'service.instance.id': `${hostname()}-${process.pid}`,
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
  tracingHasBegun();
  onShutdown(() => Promise.race([provider.shutdown(), delay(LAST_SPANS_MS, undefined, { ref: false })]), {
    logger,
  });
  logger.info({ endpoint: redactSecrets(endpoint) }, 'tracing');
}
