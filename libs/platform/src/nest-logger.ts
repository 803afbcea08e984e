import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Lets NestJS write through our logger: `NestFactory.create(AppModule, { logger: new NestLogger(logger) })`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest passes the context as the last string, and, for errors, the stack (or nothing) before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !looksLikeStack(last) ? { context: last } : {};
    const stack = rest.find((one): one is string => typeof one === 'string' && looksLikeStack(one));
    const details = rest.filter((one) => one !== undefined && one !== stack && one !== context.context);
    const fields = {
      ...context,
      ...(stack === undefined ? {} : { stack }),
      ...(details.length === 0 ? {} : { details }),
    };
    if (typeof message === 'string') this.logger[level](fields, message);
    else if (message instanceof Error) {
      this.logger[level]({ ...fields, err: message });
    } else this.logger[level]({ ...fields, message });
  }
}

function looksLikeStack(text: string): boolean {
  return /\n\s+at /.test(text);
}
