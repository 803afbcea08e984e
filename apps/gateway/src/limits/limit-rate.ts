import { isIPv6 } from 'node:net';
import type { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import type { NextFunction, Request, Response } from 'express';
import { identityOf } from '../access/caller.js';
import { Problem } from '../http/problem.js';

/** Probes come often, from one address, and must not depend on Redis. */
const NOT_COUNTED = new Set(['/health/live', '/health/ready']);

/**
 * Middleware that counts requests, by key where one was accepted, else by address, and answers 429 to those beyond the
 * limit.
 */
export function limitRate(limit: RateLimit) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (NOT_COUNTED.has(request.path)) {
      next();
      return;
    }
    const keyName = identityOf(request).caller?.keyName ?? null;
    const who =
      keyName === null
        ? `address:${addressBlock(request.ip ?? request.socket.remoteAddress ?? '')}`
        : `key:${keyName}`;
    const admission = await limit.admit(who);
    if (admission.admitted) {
      next();
      return;
    }
    const { retryAfterS } = admission;
    response.setHeader('Retry-After', String(retryAfterS));
    const whose = keyName === null ? 'this address' : `the key "${keyName}"`;
    next(
      new Problem(
        429,
        'TOO_MANY_REQUESTS',
        `${whose} has sent too many requests within a minute (RATE_PER_MINUTE); try again in ${retryAfterS} s`,
      ),
    );
  };
}

/** What counts as one address: of IPv6 a /64, as every customer has that many to choose from. */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const whole = [
    ...before,
    ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'),
    ...after,
  ];
  return `${whole
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
