import type { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-handler.js';
import { Ollama } from 'ollama';
import { chatMessages } from './prompt.js';

export interface ChatOptions {
  readonly host: string;
  readonly model: string;
  /** The whole answer must be there within this time. */
  readonly deadlineMs: number;
}

/** Answers chat jobs with the language model. */
export class ChatHandler {
  constructor(private readonly options: ChatOptions) {}

  /** @throws JobFailedError (UNAVAILABLE) where the model cannot be reached, is missing or is too slow */
  async handle(
    payload: PayloadOf<typeof chatJob>,
    { signal, report }: Pick<HandlerContext, 'signal' | 'report'>,
  ): Promise<ResultOf<typeof chatJob>> {
    const { host, model, deadlineMs } = this.options;
    const startedMs = performance.now();
    const deadline = AbortSignal.timeout(deadlineMs);
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, deadline, ended.signal]);
    // By the request's own signal: the client's `abort` reaches a request only once its response has begun, and a model
    // that is still being loaded would go on for nobody.
    const ollama = new Ollama({ host, fetch: (input, init) => fetch(input, { ...init, signal: stop }) });
    await report({ percent: 0, stage: 'asking the language model' });
    try {
      let answer = '';
      const stream = await ollama.chat({ model, messages: chatMessages(payload), stream: true });
      for await (const part of stream) answer += part.message.content;
      return {
        answer: answer.trim(),
        source: model,
        sessionId: payload.sessionId,
        durationMs: Math.round(performance.now() - startedMs),
      };
    } catch (error) {
      if (signal.aborted) throw error;
      const why = deadline.aborted ? `no whole answer within ${deadlineMs / 1_000} s` : reasonOf(error);
      throw new JobFailedError({
        code: 'MODEL_UNAVAILABLE',
        message: `the language model ${model} at ${host} cannot be used: ${why}. Start Ollama and run: ollama pull ${model}`,
        field: null,
        kind: 'UNAVAILABLE',
      });
    } finally {
      ended.abort(); // whatever came of it, nothing of the request is left open
    }
  }
}

/** `fetch` hides the reason in `cause`. Judged by shape: its errors may be another realm's. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (message === null) return String(error);
  const cause = messageOf((error as { cause?: unknown }).cause);
  return cause === null ? message : `${message} (${cause})`;
}

function messageOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' ? error.message : null;
}
