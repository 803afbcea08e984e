import type { Logger } from '@mining-ops/platform/logger.js';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Of what is written down of a path. */
export const LONGEST_PATH = 200;
const WATCHING = /^\/(?:health|metrics)(?:\/|$)/;

/** What machines ask for every few seconds. */
export const isWatching = (path: string): boolean => WATCHING.test(path);

/**
 * Logs every request when it has ended: method, path, status, duration, and the job that it led to. No query, header
 * or body: they may hold secrets and prompts.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const startedMs = performance.now();
    const path = request.path.slice(0, LONGEST_PATH);
    response.on('close', () => {
      const jobId = jobIdOf(response);
      const line = {
        method: request.method,
        path,
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedMs),
        ...(jobId === undefined ? {} : { jobId }),
        ...(response.writableFinished ? {} : { leftEarly: true }),
      };
      logger[isWatching(path) ? 'debug' : 'info'](line, 'request');
    });
    next();
  };
}

/** As the response itself says it: in a header of its own, or as where the job is found. */
function jobIdOf(response: Response): string | undefined {
  const [own, location] = [response.getHeader('X-Job-Id'), response.getHeader('Location')];
  if (typeof own === 'string') return own;
  return typeof location === 'string' ? /\/v1\/jobs\/([\w-]+)/.exec(location)?.[1] : undefined;
}
