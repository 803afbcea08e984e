import type { CookieOptions, Request, Response } from 'express';

/** Browsers take a cookie whose name begins so from this host alone, and over TLS alone. */
const OVER_TLS = '__Host-mining-ops-session';
const IN_PLAIN = 'mining-ops-session';

/** The id in the session's cookie; null where there is none, or more than one to choose from. */
export function readSessionCookie(request: Request): string | null {
  const name = nameFor(request);
  const pattern = new RegExp(`(?:^|;)\\s*${name}=([\\w-]{43})\\s*(?=;|$)`, 'g');
  const [found, other] = [...(request.get('cookie') ?? '').matchAll(pattern)];
  return found?.[1] !== undefined && other === undefined ? found[1] : null;
}

export function writeSessionCookie(request: Request, response: Response, id: string, lastsS: number): void {
  response.cookie(nameFor(request), id, { ...optionsFor(request), maxAge: lastsS * 1_000 });
}

export function clearSessionCookie(request: Request, response: Response): void {
  response.clearCookie(nameFor(request), optionsFor(request));
}

function nameFor({ secure }: Request): string {
  return secure ? OVER_TLS : IN_PLAIN;
}

function optionsFor({ secure }: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', secure, path: '/' };
}
