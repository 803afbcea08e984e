import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { trainingRequestSchema } from '../models/trainings.controller.js';
import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import { loadConfig } from '@mining-ops/platform/config.js';
import { z } from 'zod';
import {
  chatRequestSchema,
  scheduleRequestSchema,
  vesselRequestSchema,
} from '../contract/contract-requests.js';
import { questionRequestSchema } from '../chats/question-request.js';
import { replayRequestSchema } from '../strategies/replay-request.js';
import { strategyRequestSchema } from '../strategies/strategy-request.js';
import { noQueue } from '../testing/no-queue.js';
import { TestGateway } from '../testing/test-gateway.js';

type JsonSchema = Readonly<Record<string, unknown>>;

interface Content {
  readonly schema: JsonSchema;
}

interface Operation {
  readonly summary?: string;
  readonly 'x-required-role'?: string;
  readonly security?: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const REF = '#/components/schemas/';

/** What a document says, checked by nothing but the document itself. */
class Reader {
  constructor(private readonly document: OpenApi) {}

  routes(): { route: string; operation: Operation }[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        route: `${method.toUpperCase()} ${path}`,
        operation,
      })),
    );
  }

  operation(route: string): Operation {
    const operation = this.routes().find((one) => one.route === route)?.operation;
    if (!operation) throw new Error(`${route} is not in the document`);
    return operation;
  }

  /** Follows a reference to a named schema. */
  resolve(schema: JsonSchema): JsonSchema {
    const ref = schema['$ref'];
    if (typeof ref !== 'string') return schema;
    const named = this.document.components.schemas[ref.slice(REF.length)];
    if (!named) throw new Error(`${ref} is not in the document`);
    return named;
  }

  accepts(schema: JsonSchema, value: unknown): boolean {
    const whole = { ...schema, $defs: this.document.components.schemas };
    const text = JSON.stringify(whole).replaceAll(REF, '#/$defs/');
    return z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema).safeParse(value).success;
  }
}

/** Every route that there is, and the role that it needs. One that is added belongs here, too. */
const ROLES: Readonly<Record<string, string>> = {
  'GET /': 'none',
  'POST /get_top_3_strategies': 'planner',
  'POST /ask_chatbot': 'planner',
  'POST /add_vessel': 'planner',
  'POST /add_schedule': 'planner',
  'POST /v1/strategies': 'planner',
  'POST /v1/chats': 'planner',
  'POST /v1/chats/stream': 'planner',
  'POST /v1/strategies/{jobId}/replay': 'planner',
  'GET /v1/jobs/{id}': 'viewer',
  'GET /v1/jobs/{id}/candidates': 'viewer',
  'DELETE /v1/jobs/{id}': 'planner',
  'GET /v1/jobs/{id}/events': 'viewer',
  'POST /v1/trainings': 'operator',
  'PUT /v1/datasets/hauling_activities': 'operator',
  'GET /v1/models': 'viewer',
  'GET /v1/models/{target}/versions': 'viewer',
  'POST /v1/models/{target}/versions/{version}/promote': 'operator',
  'POST /v1/models/{target}/rollback': 'operator',
  'GET /v1/drift': 'viewer',
  'GET /v1/drift/history': 'viewer',
  'GET /v1/drift/report': 'viewer',
  'POST /v1/drift': 'operator',
  'GET /v1/fleet': 'viewer',
  'GET /v1/fleet/{table}': 'viewer',
  'GET /health/live': 'none',
  'GET /health/ready': 'none',
};
const ROUTES = Object.keys(ROLES);
const BODIES: readonly [route: string, schema: z.ZodType][] = [
  ['POST /get_top_3_strategies', strategyRequestSchema],
  ['POST /v1/strategies', strategyRequestSchema],
  ['POST /v1/strategies/{jobId}/replay', replayRequestSchema],
  ['POST /ask_chatbot', chatRequestSchema],
  ['POST /v1/chats', questionRequestSchema],
  ['POST /v1/chats/stream', questionRequestSchema],
  ['POST /v1/trainings', trainingRequestSchema],
  ['PUT /v1/datasets/hauling_activities', z.string()],
  ['POST /add_vessel', vesselRequestSchema],
  ['POST /add_schedule', scheduleRequestSchema],
];

describe('the OpenAPI document', () => {
  let gateway: TestGateway;
  let store: SnapshotStore;
  let document: OpenApi;
  let reader: Reader;

  beforeAll(async () => {
    store = new SnapshotStore({ dataDir: 'no-such-folder', quarantineDir: null });
    gateway = await TestGateway.of({ config: loadConfig({}), jobs: noQueue(), store });
    document = (await gateway.send('/docs/openapi.json')).json() as OpenApi;
    reader = new Reader(document);
  });
  afterAll(async () => {
    await gateway.stop();
    await store.close();
  });

  it('is OpenAPI 3.1, and has every route, each with a summary', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      reader
        .routes()
        .map(({ route }) => route)
        .sort(),
    ).toEqual([...ROUTES].sort());
    for (const { operation } of reader.routes()) expect(operation.summary).toMatch(/\w/);
  });

  it('is shown as a page', async () => {
    const { status, text } = await gateway.send('/docs');
    expect(status).toBe(200);
    expect(text).toContain('swagger-ui');
  });

  it.each(ROUTES)('has an example of each body of %s that its own schema accepts', (route) => {
    const { requestBody, responses } = reader.operation(route);
    const success = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
    expect(success).toHaveLength(1);
    expect(Object.keys(success[0]?.[1].content ?? {})).toHaveLength(1);
    const contents = [requestBody ?? {}, ...Object.values(responses)].flatMap(({ content = {} }) =>
      Object.values(content),
    );
    for (const { schema } of contents) {
      const { example } = reader.resolve(schema);
      expect(example).toBeDefined();
      expect(reader.accepts(schema, example)).toBe(true);
    }
  });

  it.each(BODIES)('has an example request of %s that its handler accepts', (route, schema) => {
    const [content] = Object.values(reader.operation(route).requestBody?.content ?? {});
    const { example } = reader.resolve(content?.schema ?? {});
    expect(schema.safeParse(example).error).toBeUndefined();
  });

  it('has a body for each route that takes one', () => {
    const withBody = reader.routes().filter(({ operation }) => operation.requestBody);
    expect(withBody.map(({ route }) => route).sort()).toEqual(BODIES.map(([route]) => route).sort());
  });

  it('says which errors look alike, on every route', () => {
    for (const { operation } of reader.routes()) {
      const [content] = Object.values(operation.responses['default']?.content ?? {});
      expect(content?.schema).toEqual({ $ref: `${REF}Problem` });
    }
  });

  it.each(Object.entries(ROLES))('says that %s needs the role %s, and how to send a key', (route, role) => {
    const { security, responses, ...operation } = reader.operation(route);
    expect(operation['x-required-role']).toBe(role);
    const ways = [{ 'api-key': [] }, { bearer: [] }];
    expect(security).toEqual(role === 'none' ? undefined : expect.arrayContaining(ways));
    const refusals = role === 'none' ? [] : ['401', '403'];
    expect(Object.keys(responses).filter((status) => ['401', '403'].includes(status))).toEqual(refusals);
    if (role !== 'none') expect(responses['403']?.description).toContain(`below ${role},`);
  });

  it('needs what docs/api.md says that it needs', async () => {
    const text = await readFile(path.resolve(import.meta.dirname, '../../../../docs/api.md'), 'utf8');
    const rows = text.matchAll(/^\| `([A-Z]+ \/\S*)` +\| (\S+) +\|/gm);
    const written = [...rows].map(([, route = '', role = '']) => [
      route.replaceAll(/:(\w+)/g, '{$1}'),
      role === '–' ? 'none' : role,
    ]);
    expect(Object.fromEntries(written)).toEqual({ ...ROLES, 'GET /docs': 'none' });
  });

  it('says how far the numbers of a page go', () => {
    const { parameters } = reader.operation('GET /v1/fleet/{table}');
    expect(parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 500,
    });
  });

  it('refuses what no client may get: this test would see a wrong example', () => {
    const [content] = Object.values(
      reader.operation('POST /get_top_3_strategies').responses['200']?.content ?? {},
    );
    const schema = content?.schema ?? {};
    const { example } = reader.resolve(schema) as { example: { top_3_strategies: object[] } };
    expect(reader.accepts(schema, example)).toBe(true);
    expect(reader.accepts(schema, { top_3_strategies: [{ OPSI_4: example.top_3_strategies[0] }] })).toBe(
      false,
    );
    expect(reader.accepts(schema, { top_3_strategies: [{ OPSI_1: { TYPE: 'ALTERNATIF' } }] })).toBe(false);
    expect(reader.accepts(schema, {})).toBe(false);
  });
});
