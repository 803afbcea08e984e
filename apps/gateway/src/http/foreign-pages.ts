import { isIP } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.js';

/** Methods that change nothing: whether a page may read their answers is between the browser and CORS. */
const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface ForeignPageSettings {
  /** Origins of pages that may use the system. */
  readonly corsOrigins: readonly string[];
  /** Without keys a page needs no secret, so more is asked of the name that it calls the system by. */
  readonly hasKeys: boolean;
}

/**
 * Middleware that refuses what a web page from elsewhere makes somebody's browser send. CORS keeps such a page from
 * reading an answer; this keeps it from changing anything, with or without a session's cookie. A page that has made its
 * own name point to this machine (DNS rebinding) counts as from elsewhere.
 *
 * Programs that are no browsers send no `Origin`, and are not looked at.
 */
export function refuseForeignPages({ corsOrigins, hasKeys }: ForeignPageSettings) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const host = request.get('host');
    if (!hasKeys && host !== undefined && canBePointedHere(host)) {
      next(
        new Problem(
          421,
          'HOST_REFUSED',
          `the request is for ${JSON.stringify(host.slice(0, 100))}; without API keys the system answers under ` +
            'localhost, addresses and names of the local network only. Make an API key to use another name (docs/security.md)',
        ),
      );
      return;
    }
    if (HARMLESS.has(request.method) || isFromHere(request, corsOrigins)) {
      next();
      return;
    }
    next(
      new Problem(
        403,
        'ORIGIN_REFUSED',
        `a page of ${JSON.stringify(request.get('origin')?.slice(0, 100) ?? 'another site')} may not do this; ` +
          'list its origin in CORS_ORIGINS if it should',
      ),
    );
  };
}

/** Names that nobody can register, so that no stranger's DNS server answers for them. */
const OWN_NAMES = /^[^.]+$|\.localhost$|\.internal$/i;

/**
 * Whether a name is one that a stranger may have registered and made point to this machine: not an address, not a
 * single word, not of a domain that is kept for local use.
 *
 * @param host as the header `Host` has it, with or without a port
 */
function canBePointedHere(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return true;
  const hostname = new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return isIP(hostname) === 0 && !OWN_NAMES.test(hostname);
}

function isFromHere(request: Request, corsOrigins: readonly string[]): boolean {
  const site = request.get('sec-fetch-site');
  if (site === 'same-origin') return true;
  const origin = request.get('origin');
  if (origin === undefined) return site === undefined || site === 'none';
  if (corsOrigins.includes(origin)) return true;
  // The scheme is the proxy's matter; the name and the port are enough.
  return URL.canParse(origin) && new URL(origin).host === request.get('host');
}
