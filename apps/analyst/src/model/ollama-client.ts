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
    fetch: async (input, init) => wholeLines(await fetch(input, { ...init, signal })),
  });
}
