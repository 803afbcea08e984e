import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { QueueUnreachableError } from '@mining-ops/jobs/client/queue-unreachable-error.js';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import type { Logger } from '@mining-ops/platform/logger.js';
import type { Request, Response } from 'express';
import type { HttpMetrics } from '../metrics/http-metrics.js';
import { Problem } from './problem.js';
import { requestIdOf } from './request-id.js';
import { sendProblem } from './send-problem.js';

/** Turns whatever a request failed with into the one error shape. Only what nobody expected is logged as an error. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Pick<HttpMetrics, 'problem'>,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const id = requestIdOf(response);
    const problem = this.toProblem(exception, request, id);
    this.metrics.problem(problem.code, problem.getStatus());
    if (response.headersSent) {
      response.end();
      return;
    }
    sendProblem(response, problem);
  }

  private toProblem(exception: unknown, request: Request, id: string): Problem {
    if (exception instanceof Problem) return exception;
    if (exception instanceof QueueUnreachableError) {
      return new Problem(
        503,
        'QUEUE_UNREACHABLE',
        'the job queue (Redis) cannot be reached; try again shortly',
      );
    }
    if (exception instanceof FleetDataError) {
      return new Problem(503, `DATA_${exception.code}`, exception.message);
    }
    if (exception instanceof ModelFilesError) {
      return new Problem(503, `MODELS_${exception.code}`, exception.message);
    }
    if (exception instanceof HttpException) return fromHttpException(exception, request);
    const known = fromBodyParser(exception);
    if (known) return known;
    this.logger.error(
      { err: exception, requestId: id, method: request.method, path: request.path },
      'request failed by a defect',
    );
    return new Problem(500, 'INTERNAL', 'an internal error; the log has it under this request id');
  }
}

function fromHttpException(exception: HttpException, request: Request): Problem {
  const status = exception.getStatus();
  if (status === 404) {
    return new Problem(
      404,
      'NOT_FOUND',
      `there is no ${request.method} ${request.path}; /docs lists what there is`,
    );
  }
  // Nest wraps what the body parser throws.
  return fromBodyParser(exception.cause) ?? fromStatus(status, exception.message);
}

/** The body parser's errors carry a `type` and the status to answer with. */
function fromBodyParser(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('type' in error)) return null;
  switch (error.type) {
    case 'entity.parse.failed':
      return new Problem(400, 'NOT_JSON', `the body is not JSON: ${error.message}`);
    case 'entity.empty':
      return new Problem(400, 'NOT_JSON', error.message);
    case 'entity.too.large':
      return new Problem(413, 'BODY_TOO_LARGE', 'the body is larger than 2 MB');
    default:
      return 'status' in error && typeof error.status === 'number'
        ? fromStatus(error.status, error.message)
        : null;
  }
}

function fromStatus(status: number, message: string): Problem {
  const codes: Readonly<Record<number, string>> = {
    400: 'BAD_REQUEST',
    405: 'METHOD_NOT_ALLOWED',
    413: 'BODY_TOO_LARGE',
  };
  return new Problem(status, codes[status] ?? `HTTP_${status}`, message);
}
