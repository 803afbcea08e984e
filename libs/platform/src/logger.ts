import {
  destination,
  pino,
  stdSerializers,
  stdTimeFunctions,
  type DestinationStream,
  type Logger as PinoLogger,
} from 'pino';
import type { Config } from './config.js';
import { logContext } from './log-context.js';
import { redactFields } from './redact-fields.js';
import { redactSecrets } from './redact-secrets.js';
import { activeTrace } from './tracing/spans.js';

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
 * A logger of JSON lines that say in which request and job they were written, where in one. Secrets and prompts are
 * hidden by the names of fields (`redactFields`) and, wherever they stand in a line, by their shape (`redactSecrets`); so
 * are the arguments of a Redis command that failed, which ioredis attaches to its errors (that of `AUTH` is the
 * password).
 */
export function createLogger({ service, level, stream = standardOutput() }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      mixin: () => ({ ...logContext(), ...activeTrace() }),
      formatters: { log: redactFields },
      serializers: { err: redactedError, error: redactedError },
      redact: { paths: ['err.command.args', 'error.command.args'], censor: '***' },
      hooks: { streamWrite: redactSecrets },
    },
    stream,
  );
}

/** An error with its stack and what is attached to it, which is fields like any other. */
function redactedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack, ...attached } = stdSerializers.err(error);
  return { type, message, stack, ...redactFields(attached) };
}

/** For people where a terminal shows it, else as it is, for programs. */
export async function logDestination(): Promise<DestinationStream> {
  if (!process.stdout.isTTY) return standardOutput();
  const { PinoPretty } = await import('pino-pretty');
  return PinoPretty({ sync: true, translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid' });
}

/** Synchronous, so that the last line before an exit is written. A reader that went away is no reason to crash. */
function standardOutput(): DestinationStream {
  const stream = destination({ dest: 1, sync: true });
  stream.on('error', () => undefined);
  return stream;
}
