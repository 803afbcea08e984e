import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const chatRequestSchema = z.object({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
export type OllamaChat = z.infer<typeof chatRequestSchema>;

/** A server that speaks Ollama's chat protocol over HTTP (NDJSON, streamed) and says what its script says. */
export class OllamaServer {
  readonly chats: OllamaChat[] = [];
  /** What it says, in the pieces in which it says it. */
  words: readonly string[] = ['Opsi 1 ', 'lebih untung.'];
  /** With `missing` it answers as Ollama does for a model that was not pulled; with `hang` it says the first piece only. */
  mode: 'answer' | 'missing' | 'hang' = 'answer';
  private readonly closedEarly: (() => void)[] = [];
  private readonly asked: (() => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<OllamaServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OllamaServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when the next question has come. */
  async untilAsked(): Promise<void> {
    await new Promise<void>((resolve) => this.asked.push(resolve));
  }

  /** Resolves when a client hangs up before the answer is whole. */
  async untilAborted(): Promise<void> {
    await new Promise<void>((resolve) => this.closedEarly.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const chat = chatRequestSchema.parse(JSON.parse(body));
    this.chats.push(chat);
    if (this.mode === 'missing') {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: `model '${chat.model}' not found` }));
      return;
    }
    response.on('close', () => {
      if (!response.writableFinished) for (const tell of this.closedEarly.splice(0)) tell();
    });
    for (const tell of this.asked.splice(0)) tell();
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const say = (content: string, done: boolean): void => {
      const message = { role: 'assistant', content };
      response.write(
        `${JSON.stringify({ model: chat.model, created_at: new Date(0).toISOString(), message, done })}\n`,
      );
    };
    for (const words of this.words) {
      say(words, false);
      if (this.mode === 'hang') return;
    }
    say('', true);
    response.end();
  }
}
