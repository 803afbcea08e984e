import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { Config } from './config.js';
import { redactSecrets } from './redact-secrets.js';

/** Writes one JSON object a line. Numbers of the levels: 60 fatal, 50 error, 40 warn, 30 info, 20 debug, 10 trace. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Name of the process's part of the system, such as `gateway`. */
  readonly service: string;
  readonly level: Config['logLevel'];
  /** Where the lines go; the standard output when absent. */
  readonly stream?: DestinationStream;
}

/**
 * A logger of JSON lines. Passwords in URLs are hidden wherever they stand in a line; so are the arguments of a Redis
 * command that failed, which ioredis attaches to its errors (that of `AUTH` is the password).
 */
export function createLogger({ service, level, stream = standardOutput() }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: ['password', '*.password', 'err.command.args', 'error.command.args'], censor: '***' },
      hooks: { streamWrite: redactSecrets },
    },
    stream,
  );
}

/** Synchronous, so that the last line before an exit is written. A reader that went away is no reason to crash. */
function standardOutput(): DestinationStream {
  const stream = destination({ dest: 1, sync: true });
  stream.on('error', () => undefined);
  return stream;
}
