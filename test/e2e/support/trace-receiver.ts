import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(z.unknown()).default([]),
  events: z.array(z.unknown()).default([]),
});
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({
        attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) })),
      }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

export interface ReceivedSpan extends z.infer<typeof spanSchema> {
  /** `service.name` of the process that it is from. */
  readonly service: string;
}

/** What an OpenTelemetry collector is to a process: takes spans, over OTLP/HTTP with JSON. */
export class TraceReceiver {
  readonly spans: ReceivedSpan[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void (async () => {
        const { resourceSpans } = exportSchema.parse(await json(request));
        for (const { resource, scopeSpans } of resourceSpans) {
          const named = resource.attributes.find(({ key }) => key === 'service.name');
          const service = named?.value.stringValue ?? '';
          for (const { spans } of scopeSpans) this.spans.push(...spans.map((span) => ({ ...span, service })));
        }
        response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' });
        response.end('{}');
      })();
    });
  }

  static async start(): Promise<TraceReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TraceReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A trace as a tree: each span's service and name, indented below its parent, siblings by their names. */
  tree(traceId: string, rootParentId: string): string[] {
    const below = (parentId: string, depth: number): string[] =>
      this.spans
        .filter((span) => span.traceId === traceId && span.parentSpanId === parentId)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap(({ service, name, spanId }) => [
          `${'  '.repeat(depth)}${service}: ${name}`,
          ...below(spanId, depth + 1),
        ]);
    return below(rootParentId, 0);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
