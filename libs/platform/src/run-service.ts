import { loadConfig, type Config } from './config.js';
import { createLogger, logDestination, type Logger } from './logger.js';
import { exitOnUnhandledErrors, exitWithFailure } from './process-lifecycle.js';
import { startTracing } from './tracing/start-tracing.js';

/**
 * The frame of every process of the system: configuration, its log, its traces, and an end in order, with the reason, where it
 * cannot start. Returns when `start` has; the process lives on by what that has started.
 */
export async function runService(
  service: string,
  start: (config: Config, logger: Logger) => Promise<void>,
): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ service, level: config.logLevel, stream: await logDestination() });
  exitOnUnhandledErrors(logger);
  try {
    if (config.otlpEndpoint !== undefined) await startTracing(service, config.otlpEndpoint, logger);
    await start(config, logger);
  } catch (error) {
    await exitWithFailure(logger, error);
  }
}
