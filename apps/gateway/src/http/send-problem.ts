import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import type { Response } from 'express';
import type { Problem } from './problem.js';
import { requestIdOf } from './request-id.js';

/** Sends the one error shape. What a client wrote may be repeated in it, but no secret that it wrote. */
export function sendProblem(response: Response, problem: Problem): void {
  const hidden = ({ field, message }: Problem['faults'][number]): object => ({
    field: redactSecrets(field),
    message: redactSecrets(message),
  });
  response.status(problem.getStatus()).json({
    detail: redactSecrets(problem.detail),
    code: problem.code,
    field: problem.faults[0] === undefined ? null : redactSecrets(problem.faults[0].field),
    errors: problem.faults.map(hidden),
    request_id: requestIdOf(response),
    ...problem.extra,
  });
}
