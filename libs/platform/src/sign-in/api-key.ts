import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** Recognisable, so that `redactSecrets` can hide a key wherever it stands; 43 characters are 32 bytes in base64url. */
const WHOLE_KEY = /^mops_[A-Za-z0-9_-]{43}$/;

/** A new key: 256 random bits. */
export function newApiKey(): string {
  return `mops_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/**
 * Whether a text can be a key at all. One that people made up cannot: the digests that are kept are worth nothing to
 * whoever reads them only because nobody can try all keys.
 */
export function isApiKey(text: string): boolean {
  return WHOLE_KEY.test(text);
}

/** What is kept of a key: SHA-256, in lower-case hexadecimal digits. 256 random bits need no slow hash. */
export function digestOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
