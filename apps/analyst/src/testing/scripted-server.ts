import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A language model's server that does with every request what a test says. */
export class ScriptedServer {
  /** Bodies of the requests so far. */
  readonly bodies: unknown[] = [];
  private readonly waiting: ((response: ServerResponse) => void)[] = [];

  private constructor(
    private readonly server: Server,
    script: (response: ServerResponse) => void,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.read(request).then((body) => {
        this.bodies.push(body);
        script(response);
        for (const tell of this.waiting.splice(0)) tell(response);
      });
    });
  }

  static async start(script: (response: ServerResponse) => void): Promise<ScriptedServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedServer(server, script);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when the next request has come and the script has run. */
  async untilAsked(): Promise<ServerResponse> {
    return await new Promise((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async read(request: IncomingMessage): Promise<unknown> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return JSON.parse(text);
  }
}

/** One line of a streamed answer, as Ollama writes it. */
export function line(content: string, done = false): string {
  const message = { role: 'assistant', content };
  return `${JSON.stringify({ model: 'test-model', created_at: '2026-01-01T00:00:00Z', message, done })}\n`;
}
