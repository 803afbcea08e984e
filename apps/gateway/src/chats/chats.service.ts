import { randomUUID } from 'node:crypto';
import type { JobClient } from '@mining-ops/jobs/client/job-client.js';
import { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { strategyJob } from '@mining-ops/jobs/definitions/strategy-job.js';
import type { Config } from '@mining-ops/platform/config.js';
import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import type { Response } from 'express';
import { Problem } from '../http/problem.js';
import { jobUrl } from '../jobs/job-problems.js';

const MINUTE_S = 60;

export interface ChatRequestFrame {
  readonly idempotencyKey: string | null;
  /** What the client sent, to tell a repetition from another request with the same key. */
  readonly request: unknown;
  /** What the client calls the strategy job's id. */
  readonly jobIdField: string;
  /** Gets the header Retry-After where the question must wait. */
  readonly response: Response;
}

/** Puts questions into the queue, within its limits. */
export class ChatsService {
  constructor(
    private readonly jobs: JobClient,
    private readonly config: Pick<Config, 'chatQueueLimit' | 'chatRatePerMinute' | 'chatTargetMs'>,
  ) {}

  /**
   * Enqueues a question. One without a session begins a new one, whose name comes back with the answer.
   *
   * @throws Problem 429 where too many wait or the session asks too often, 404 or 409 for a strategy job without a
   *   result, 409 where the key was used for another request
   */
  async enqueue(
    asked: PayloadOf<typeof chatJob>,
    { idempotencyKey, request, jobIdField, response }: ChatRequestFrame,
  ): Promise<{ readonly jobId: string; readonly existing: boolean }> {
    const payload = withoutSecrets(asked);
    await this.checkLimits(payload.sessionId, response);
    if (payload.strategies === null && payload.strategyJobId !== null)
      await this.checkStrategyJob(payload.strategyJobId, jobIdField);
    const { outcome, jobId } = await this.jobs.enqueue(
      chatJob,
      { ...payload, sessionId: payload.sessionId ?? randomUUID() },
      { idempotencyKey, request },
    );
    if (outcome === 'conflict') {
      throw new Problem(
        409,
        'IDEMPOTENCY_KEY_REUSED',
        `this Idempotency-Key belongs to another request, job ${jobId}`,
        [{ field: 'Idempotency-Key', message: `was used before for another request, job ${jobId}` }],
      );
    }
    return { jobId, existing: outcome === 'existing' };
  }

  /** Calls a question off when the client that waits for its answer hangs up: nobody would read it. */
  callOffWhenLeft(jobId: string, response: Response): void {
    response.on('close', () => {
      // Redis may be away by now: then the answer's deadline ends it.
      if (!response.writableFinished) this.jobs.cancel(jobId).catch(() => undefined);
    });
  }

  private async checkLimits(sessionId: string | null, response: Response): Promise<void> {
    const { chatQueueLimit, chatRatePerMinute, chatTargetMs } = this.config;
    const waiting = await this.jobs.waiting(chatJob);
    if (waiting >= chatQueueLimit) {
      throw tooMany(
        response,
        Math.ceil(chatTargetMs / 1_000),
        'QUEUE_FULL',
        `${waiting} questions wait already`,
      );
    }
    if (sessionId === null) return;
    const admission = await this.jobs.admit(`chat:${sessionId}`, {
      most: chatRatePerMinute,
      windowS: MINUTE_S,
    });
    if (!admission.admitted) {
      const asked = `this conversation has asked ${chatRatePerMinute} questions within a minute`;
      throw tooMany(response, admission.retryAfterS, 'ASKED_TOO_OFTEN', asked);
    }
  }

  private async checkStrategyJob(jobId: string, field: string): Promise<void> {
    const view = await this.jobs.view(jobId);
    if (view?.name !== strategyJob.name) {
      throw Problem.ofFaults(404, 'UNKNOWN_JOB', [
        { field, message: `"${jobId}" is no strategy job, or one that is kept no longer` },
      ]);
    }
    if (view.state === 'completed') return;
    throw Problem.ofFaults(409, 'JOB_WITHOUT_RESULT', [
      { field, message: `"${jobId}" is ${view.state}; ask when it has completed, see ${jobUrl(jobId)}` },
    ]);
  }
}

/** Somebody may have pasted a key or a password into what they ask: it is not kept, and no model reads it. */
function withoutSecrets(payload: PayloadOf<typeof chatJob>): PayloadOf<typeof chatJob> {
  return {
    ...payload,
    question: redactSecrets(payload.question),
    sessionId: payload.sessionId === null ? null : redactSecrets(payload.sessionId),
    history: payload.history.map((turn) => ({ ...turn, content: redactSecrets(turn.content) })),
  };
}

function tooMany(response: Response, retryAfterS: number, code: string, why: string): Problem {
  response.setHeader('Retry-After', String(retryAfterS));
  return new Problem(429, code, `${why}; try again in ${retryAfterS} s`);
}
