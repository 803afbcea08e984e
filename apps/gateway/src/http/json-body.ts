import type { IncomingMessage, ServerResponse } from 'node:http';
import { identityOf } from '../access/caller.js';

/** Thrown to the body parser, which passes its `type` on. */
class EmptyBodyError extends Error {
  readonly type = 'entity.empty';
}

/** Uploads are files, and go to their controller as they come. */
export const isUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'PUT' && (url?.startsWith('/v1/datasets/') ?? false);

/** How bodies are read: whatever the client calls it, a body is JSON, and one that is not gets a 400 that says so. */
export const JSON_BODY = {
  limit: '2mb',
  /** A number or a text is JSON, too: it is refused for what it is, by the schema. */
  strict: false,
  /** Nobody's body is not worth reading: the guard refuses the request all the same. */
  type: (request: IncomingMessage): boolean => identityOf(request).caller !== null && !isUpload(request),
  /** The parser would take an empty body for an empty object. */
  verify: (_request: IncomingMessage, _response: ServerResponse, body: Buffer): void => {
    if (body.length === 0) throw new EmptyBodyError('the body is empty; send a JSON object, {} at least');
  },
};
