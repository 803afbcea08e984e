import type { chatJob } from '@mining-ops/jobs/definitions/chat-job.js';
import type { PayloadOf, ResultOf } from '@mining-ops/jobs/definitions/job-definition.js';
import { JobFailedError } from '@mining-ops/jobs/definitions/job-failure.js';
import type { HandlerContext } from '@mining-ops/jobs/worker/job-worker.js';
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
    const ollama = new Ollama({ host }); // one a job: `abort` ends all requests of a client
    const abort = (): void => {
      ollama.abort();
    };
    const deadline = AbortSignal.timeout(deadlineMs);
    const stop = AbortSignal.any([signal, deadline]);
    await report({ percent: 0, stage: 'asking the language model' });
    try {
      const stream = await withAbort(
        stop,
        ollama.chat({ model, messages: chatMessages(payload), stream: true }),
      );
      stop.addEventListener('abort', abort, { once: true });
      stop.throwIfAborted();
      let answer = '';
      for await (const part of stream) answer += part.message.content;
      stop.throwIfAborted();
      return {
        answer: answer.trim(),
        source: model,
        sessionId: payload.sessionId,
        durationMs: Math.round(performance.now() - startedMs),
      };
    } catch (error) {
      abort();
      if (signal.aborted) throw error;
      const why = deadline.aborted ? `no whole answer within ${deadlineMs / 1_000} s` : reasonOf(error);
      throw new JobFailedError({
        code: 'MODEL_UNAVAILABLE',
        message: `the language model ${model} at ${host} cannot be used: ${why}. Start Ollama and run: ollama pull ${model}`,
        field: null,
        kind: 'UNAVAILABLE',
      });
    } finally {
      stop.removeEventListener('abort', abort);
    }
  }
}

/** The client's `abort` reaches a request only once its response has begun: until then the wait itself is cut. */
async function withAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('called off'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** `fetch` hides the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
