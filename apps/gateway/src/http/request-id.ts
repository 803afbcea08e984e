import { randomUUID } from 'node:crypto';
import { inLogContext } from '@mining-ops/platform/log-context.js';
import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'X-Request-Id';
const ACCEPTABLE = /^[\w.-]{1,64}$/;

/**
 * Gives every request an id: the client's own where it sent a sane one. It comes back in the response's header; log
 * lines and jobs of the request have it.
 */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get(HEADER);
  const usable = given !== undefined && ACCEPTABLE.test(given) && redactSecrets(given) === given;
  const id = usable ? given : randomUUID();
  response.setHeader(HEADER, id);
  inLogContext({ requestId: id }, next);
}

export function requestIdOf(response: Response): string {
  const id = response.getHeader(HEADER);
  return typeof id === 'string' ? id : '';
}
