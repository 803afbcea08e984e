import { createHash, randomUUID } from 'node:crypto';
import type { AnyJobDefinition } from '../definitions/job-definition.js';

/** The job's id: derived from the client's key where it sent one, so that a repeated request finds the same job. */
export function jobIdFor(definition: AnyJobDefinition, idempotencyKey: string | null): string {
  const rest =
    idempotencyKey === null
      ? randomUUID()
      : createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
  return `${definition.idPrefix}-${rest}`;
}

/** A short digest of what the client asked: the same for the same request. */
export function fingerprintOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 32);
}
