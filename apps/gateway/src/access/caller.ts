import type { IncomingMessage } from 'node:http';
import type { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import type { Role } from '@mining-ops/platform/sign-in/role.js';
import { credentialOf } from './credential.js';

/** Who sent a request. */
export interface Caller {
  /** Name of the key; null where the system has no keys, and everybody on this machine may do everything. */
  readonly keyName: string | null;
  readonly role: Role;
}

/** Somebody, or nobody known and why. */
export type Identity =
  | { readonly caller: Caller }
  | { readonly caller: null; readonly code: 'KEY_MISSING' | 'KEY_REFUSED'; readonly why: string };

const ANYBODY_HERE: Identity = { caller: { keyName: null, role: 'operator' } };
const identities = new WeakMap<IncomingMessage, Identity>();

/** Middleware that finds out who sent a request; whether that is enough is for the route to say. */
export function identify(keys: KeyRing | null) {
  return (request: IncomingMessage, _response: unknown, next: () => void): void => {
    identities.set(request, keys === null ? ANYBODY_HERE : identityFrom(request, keys));
    next();
  };
}

/** Who sent a request that has passed {@link identify}. */
export function identityOf(request: IncomingMessage): Identity {
  const identity = identities.get(request);
  if (!identity) throw new Error('the request was not identified');
  return identity;
}

function identityFrom(request: IncomingMessage, keys: KeyRing): Identity {
  const credential = credentialOf(request);
  switch (credential.kind) {
    case 'none':
      return {
        caller: null,
        code: 'KEY_MISSING',
        why: 'send an API key, as "Authorization: Bearer KEY" or "X-API-Key: KEY"',
      };
    case 'unusable':
      return { caller: null, code: 'KEY_REFUSED', why: credential.why };
    case 'key': {
      const entry = keys.find(credential.key);
      return entry
        ? { caller: { keyName: entry.name, role: entry.role } }
        : { caller: null, code: 'KEY_REFUSED', why: 'the API key is not one that is accepted' };
    }
  }
}
