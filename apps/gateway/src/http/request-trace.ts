import { spanBelow } from '@mining-ops/platform/tracing/spans.js';
import type { NextFunction, Request, Response } from 'express';
import { isWatching, LONGEST_PATH } from './request-log.js';

const SERVER_ERROR = 500;

/**
 * Makes a request a span, below that of the client where it sends a `traceparent`. Everything that is done for the
 * request, in whichever process, is below this one. Named by the route's template, as paths have ids in them.
 */
export function requestTrace(request: Request, response: Response, next: NextFunction): void {
  const { method, path } = request;
  if (isWatching(path)) {
    next();
    return;
  }
  const { span, run, fail } = spanBelow(request.headers, method, {
    kind: 'server',
    attributes: { 'http.request.method': method, 'url.path': path.slice(0, LONGEST_PATH) },
  });
  response.on('close', () => {
    const route = routeOf(request);
    if (route !== null) span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= SERVER_ERROR) fail(`HTTP ${response.statusCode}`);
    span.end();
  });
  run(next);
}

/** As declared, such as `/v1/jobs/:jobId`; null where nothing was found at the path. */
function routeOf({ route }: Request): string | null {
  const template: unknown = (route as { readonly path?: unknown } | undefined)?.path;
  return typeof template === 'string' ? template : null;
}
