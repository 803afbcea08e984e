import { once, setMaxListeners } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const chatSchema = z.object({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.object({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.string(),
      tool_name: z.string().optional(),
      tool_calls: z.array(z.unknown()).optional(),
    }),
  ),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.looseObject({ name: z.string(), parameters: z.looseObject({}) }),
      }),
    )
    .optional(),
  keep_alive: z.union([z.string(), z.number()]).optional(),
  format: z.union([z.literal('json'), z.looseObject({})]).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
export type ScriptedChat = z.infer<typeof chatSchema>;

/** What the server says to one chat request. */
export interface ScriptedReply {
  /** Its text, in the pieces in which it says it. */
  readonly words?: readonly string[];
  readonly toolCalls?: readonly {
    readonly name: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  }[];
  /** Before the first piece, and between pieces, ms. */
  readonly firstAfterMs?: number;
  readonly betweenMs?: number;
  /**
   * How it ends: whole; never (the connection stays open); by a cut connection; with a line that is no JSON; with an
   * error in the stream; before `done`.
   */
  readonly end?: 'whole' | 'never' | 'cut' | 'broken' | 'error' | 'early';
  /** An error instead of an answer, such as 500. */
  readonly status?: number;
}

/** Answers a request, knowing it and how many came before. */
export type Script = (chat: ScriptedChat, count: number) => ScriptedReply;

const MODEL = 'test-model';
const CREATED = '2026-01-01T00:00:00Z';

/** A server that speaks Ollama's protocol over HTTP and does what its script says. */
export class ScriptedOllama {
  /** Chat requests so far. */
  readonly chats: ScriptedChat[] = [];
  /** Their headers. */
  readonly chatHeaders: IncomingHttpHeaders[] = [];
  /** Paths of all requests so far. */
  readonly paths: string[] = [];
  /** Models that were pulled, with what they can do. */
  readonly models = new Map<string, readonly string[]>([[MODEL, ['completion', 'tools']]]);
  /** From a chat request's arrival to the first piece of its answer, ms, by its question. */
  readonly firstTokenMs = new Map<string, number>();
  /** Sizes of a pull's steps, bytes of 100. */
  pullSteps: readonly number[] = [0, 25, 50, 75, 100];
  script: Script = () => ({ words: ['Opsi 1 ', 'lebih untung.'] });
  private readonly asked: (() => void)[] = [];
  private readonly hungUp: (() => void)[] = [];
  private readonly closed = new AbortController();
  private inProgress = 0;
  private readonly waitingFor: { count: number; tell: () => void }[] = [];

  private constructor(private readonly server: Server) {
    setMaxListeners(0, this.closed.signal); // one for each answer that takes its time
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.serve(request, response);
    });
  }

  static async start(script?: Script): Promise<ScriptedOllama> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ollama = new ScriptedOllama(server);
    if (script) ollama.script = script;
    return ollama;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when the next question has come. */
  async untilAsked(): Promise<void> {
    await new Promise<void>((resolve) => this.asked.push(resolve));
  }

  /** Resolves when a client hangs up before its answer is whole. */
  async untilHungUp(): Promise<void> {
    await new Promise<void>((resolve) => this.hungUp.push(resolve));
  }

  /** Resolves when so many chat requests are in progress. */
  async untilInProgress(count: number): Promise<void> {
    if (this.inProgress === count) return;
    await new Promise<void>((tell) => this.waitingFor.push({ count, tell }));
  }

  async stop(): Promise<void> {
    this.closed.abort();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.paths.push(path);
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body: unknown = text === '' ? {} : JSON.parse(text);
    switch (`${request.method ?? ''} ${path}`) {
      case 'GET /api/version':
        json(response, 200, { version: '0.12.0-scripted' });
        return;
      case 'GET /api/tags':
        json(response, 200, {
          models: [...this.models.keys()].map((name) => ({ name, model: name, size: 100, digest: 'd' })),
        });
        return;
      case 'POST /api/show':
        this.show(z.object({ model: z.string() }).parse(body).model, response);
        return;
      case 'POST /api/pull':
        // The client sends the model's name under its older key.
        this.pull(z.object({ name: z.string() }).parse(body).name, response);
        return;
      case 'POST /api/chat':
        this.chatHeaders.push(request.headers);
        await this.chat(chatSchema.parse(body), response);
        return;
      default:
        json(response, 404, { error: `no ${path}` });
    }
  }

  private show(model: string, response: ServerResponse): void {
    const capabilities = this.models.get(model);
    if (capabilities) json(response, 200, { capabilities, details: { family: 'scripted' } });
    else json(response, 404, { error: `model '${model}' not found` });
  }

  private pull(model: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const line = (value: object): void => void response.write(`${JSON.stringify(value)}\n`);
    line({ status: 'pulling manifest' });
    for (const completed of this.pullSteps) line({ status: 'pulling d', digest: 'd', total: 100, completed });
    this.models.set(model, ['completion', 'tools']);
    line({ status: 'success' });
    response.end();
  }

  private async chat(chat: ScriptedChat, response: ServerResponse): Promise<void> {
    const capabilities = this.models.get(chat.model);
    const askedMs = performance.now();
    const reply = this.script(chat, this.chats.length);
    this.chats.push(chat);
    this.count(1);
    response.on('close', () => {
      this.count(-1);
      if (!response.writableFinished) for (const tell of this.hungUp.splice(0)) tell();
    });
    for (const tell of this.asked.splice(0)) tell();
    if (!capabilities) {
      json(response, 404, { error: `model '${chat.model}' not found` });
    } else if (chat.tools !== undefined && !capabilities.includes('tools')) {
      json(response, 400, { error: `${chat.model} does not support tools` });
    } else if (reply.status !== undefined) {
      json(response, reply.status, { error: 'the model runner has crashed' });
    } else if (chat.stream === true) {
      await this.stream(chat.model, reply, response, () => {
        this.firstTokenMs.set(chat.messages.at(-1)?.content ?? '', performance.now() - askedMs);
      });
    } else {
      json(response, 200, messageOf(chat.model, (reply.words ?? []).join(''), reply.toolCalls, true));
    }
  }

  private count(change: 1 | -1): void {
    this.inProgress += change;
    for (const one of [...this.waitingFor]) {
      if (one.count !== this.inProgress) continue;
      this.waitingFor.splice(this.waitingFor.indexOf(one), 1);
      one.tell();
    }
  }

  private async stream(
    model: string,
    reply: ScriptedReply,
    response: ServerResponse,
    onFirst: () => void,
  ): Promise<void> {
    const { words = [], toolCalls, firstAfterMs = 0, betweenMs = 0, end = 'whole' } = reply;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.flushHeaders();
    const line = (value: object): void => void response.write(`${JSON.stringify(value)}\n`);
    try {
      if (firstAfterMs > 0) await delay(firstAfterMs, null, { signal: this.closed.signal });
      for (const [i, piece] of words.entries()) {
        if (i > 0 && betweenMs > 0) await delay(betweenMs, null, { signal: this.closed.signal });
        if (response.destroyed) return;
        if (i === 0) onFirst();
        line(messageOf(model, piece, undefined, false));
      }
    } catch {
      return; // stopped
    }
    if (toolCalls) line(messageOf(model, '', toolCalls, false));
    switch (end) {
      case 'never':
        return;
      case 'cut':
        response.write('', () => response.socket?.destroy());
        return;
      case 'broken':
        response.end('{"message": {"content": "Op\n');
        return;
      case 'error':
        line({ error: 'out of memory' });
        response.end();
        return;
      case 'early':
        response.end();
        return;
      case 'whole':
        line({ ...messageOf(model, '', undefined, true), done_reason: 'stop', ...usageOf(words) });
        response.end();
    }
  }
}

/** As Ollama counts it: ten milliseconds a word. */
function usageOf(words: readonly string[]): object {
  return { prompt_eval_count: 100, eval_count: words.length, eval_duration: words.length * 1e7 };
}

function messageOf(
  model: string,
  content: string,
  toolCalls: ScriptedReply['toolCalls'],
  done: boolean,
): object {
  const calls = toolCalls?.map((one) => ({ function: one }));
  return {
    model,
    created_at: CREATED,
    message: { role: 'assistant', content, ...(calls ? { tool_calls: calls } : {}) },
    done,
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
