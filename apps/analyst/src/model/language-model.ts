import type { ChatRequest, ChatResponse, Message, Tool, ToolCall } from 'ollama';
import type { CircuitBreaker } from './circuit-breaker.js';
import { ModelError, reasonOf, statusOf } from './model-error.js';
import { ollamaClient } from './ollama-client.js';

export interface ModelOptions {
  readonly host: string;
  readonly model: string;
  readonly keepAlive: string;
  /** Tokens that it reads and writes at once. */
  readonly contextTokens: number;
  readonly breaker: CircuitBreaker;
  /** Told what each reply took. */
  readonly onUsage?: (usage: Usage) => void;
}

/** What a reply took, as the server counted it. */
export interface Usage {
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** Time that it generated them in, ms. */
  readonly generatingMs: number;
}

export interface Turn {
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
}

export interface Reply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
}

/** Low, because an explanation of facts is not the place for invention; not 0, at which small models repeat themselves. */
const TEMPERATURE = 0.2;
const MOST_TOKENS = 1_024;

/** The language model behind Ollama's protocol. */
export class LanguageModel {
  constructor(readonly options: ModelOptions) {}

  /**
   * One reply, streamed.
   *
   * @param onText takes each piece of its text as it comes
   * @param signal hangs up on the model: Ollama stops generating
   * @param deadline its abortion counts as the model's failure; `signal`'s does not
   * @throws ModelError where the model cannot be used
   */
  async reply(
    { messages, tools }: Turn,
    {
      signal,
      deadline,
      onText,
    }: { signal: AbortSignal; deadline: AbortSignal; onText: (text: string) => void },
  ): Promise<Reply> {
    const { breaker, host, model, keepAlive, contextTokens } = this.options;
    const refusal = breaker.refusal();
    if (refusal !== null)
      throw new ModelError('resting', `${refusal}; it is left alone for a while after several failures`);
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, deadline, ended.signal]);
    const ollama = ollamaClient({ host, signal: stop });
    const request: ChatRequest & { stream: true } = {
      model,
      messages: [...messages],
      stream: true,
      keep_alive: keepAlive,
      options: { temperature: TEMPERATURE, num_ctx: contextTokens, num_predict: MOST_TOKENS },
      ...(tools.length > 0 ? { tools: [...tools] } : {}),
    };
    try {
      stop.throwIfAborted();
      let text = '';
      const toolCalls: ToolCall[] = [];
      for await (const part of await ollama.chat(request)) {
        const { message } = part;
        if (message.content !== '') onText(message.content);
        text += message.content;
        toolCalls.push(...(message.tool_calls ?? []));
        if (part.done) this.options.onUsage?.(usageOf(part));
      }
      breaker.succeeded();
      return { text, toolCalls };
    } catch (error) {
      if (signal.aborted) {
        breaker.abandoned();
        throw error;
      }
      const failure = failureOf(error, deadline, this.options);
      breaker.failed(failure.message);
      throw failure;
    } finally {
      ended.abort(); // whatever came of it, nothing of the request is left open
    }
  }
}

const NS_A_MS = 1e6;

/** Servers with the same protocol leave some of it out. */
function usageOf({ prompt_eval_count, eval_count, eval_duration }: Partial<ChatResponse>): Usage {
  return {
    promptTokens: prompt_eval_count ?? 0,
    generatedTokens: eval_count ?? 0,
    generatingMs: (eval_duration ?? 0) / NS_A_MS,
  };
}

function failureOf(error: unknown, deadline: AbortSignal, { host, model }: ModelOptions): ModelError {
  const told = (why: string, remedy: string): string =>
    `the language model ${model} at ${host} cannot be used: ${why}. ${remedy}`;
  if (deadline.aborted) {
    return new ModelError(
      'late',
      told('it took longer than CHAT_DEADLINE_MS', 'Give it more time, or choose a smaller model'),
      { cause: error },
    );
  }
  const status = statusOf(error);
  if (status === 404)
    return new ModelError('missing', told(reasonOf(error), `Run: ollama pull ${model}`), { cause: error });
  if (status === null && isConnectionRefused(error)) {
    return new ModelError(
      'unreachable',
      told(reasonOf(error), `Start Ollama and run: ollama pull ${model}`),
      {
        cause: error,
      },
    );
  }
  return new ModelError('failed', told(reasonOf(error), "Look at Ollama's log"), { cause: error });
}

/** Nobody has answered: not even half an answer. */
function isConnectionRefused(error: unknown): boolean {
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|fetch failed|bad port/.test(
    reasonOf(error),
  );
}
