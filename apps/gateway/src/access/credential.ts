import type { IncomingMessage } from 'node:http';

/** The key that a request came with: none, one, or something that is not to be guessed about. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'unusable'; readonly why: string };

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Reads `Authorization: Bearer KEY` and `X-API-Key: KEY`. A header that is there twice, or two different keys, are
 * refused: a proxy and this server could each take another one for the right one.
 */
export function credentialOf({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): Credential {
  const authorization = headersDistinct['authorization'] ?? [];
  const apiKey = headersDistinct['x-api-key'] ?? [];
  if (authorization.length > 1 || apiKey.length > 1) return unusable('a header with a key is there twice');
  const keys = new Set(apiKey.map((key) => key.trim()));
  for (const value of authorization) {
    const key = BEARER.exec(value.trim())?.[1];
    if (key === undefined) return unusable('Authorization must be "Bearer KEY"');
    keys.add(key);
  }
  const [key, other] = keys;
  if (other !== undefined) return unusable('Authorization and X-API-Key have different keys');
  return key === undefined ? { kind: 'none' } : { kind: 'key', key };
}

function unusable(why: string): Credential {
  return { kind: 'unusable', why };
}
