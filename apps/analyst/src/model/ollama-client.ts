import { logContext } from '@mining-ops/platform/log-context.js';
import { traceHeaders } from '@mining-ops/platform/tracing/spans.js';
import { Ollama } from 'ollama';
import { wholeLines } from './whole-lines.js';

export interface OllamaClientOptions {
  readonly host: string;
  /**
   * Hangs up. By the request's own signal: the client's `abort` reaches a request only once its response has begun, and
   * a model that is still being loaded would go on for nobody.
   */
  readonly signal: AbortSignal;
}

/** The `ollama` package's client, whose streams fail at a line that cannot be read: it would skip that and say so on the console. */
export function ollamaClient({ host, signal }: OllamaClientOptions): Ollama {
  return new Ollama({
    host,
    fetch: async (input, init) => {
      const headers = { ...(init?.headers as Readonly<Record<string, string>>), ...ownHeaders() };
      return wholeLines(await fetch(input, { ...init, headers, signal }));
    },
  });
}

/** For whose request, in which job and trace: Ollama ignores these, a proxy before it may not. */
function ownHeaders(): Record<string, string> {
  const { requestId, jobId } = logContext();
  return {
    ...(requestId === undefined ? {} : { 'X-Request-Id': requestId }),
    ...(jobId === undefined ? {} : { 'X-Job-Id': jobId }),
    ...traceHeaders(),
  };
}
