import { request as httpRequest } from 'node:http';
import { Controller, Get, Post } from '@nestjs/common';
import { newApiKey, digestOfKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { Needs } from '../access/access.js';
import { TestGateway } from '../testing/test-gateway.js';

@Needs('planner')
@Controller()
class PlanController {
  @Get()
  look(): string {
    return 'seen';
  }

  @Post()
  plan(): string {
    return 'planned';
  }
}

const DASHBOARD = 'https://dashboard.example';
const key = newApiKey();
const apiKeys = writeKeyEntry({ role: 'planner', name: 'a', digest: digestOfKey(key) });

describe('a request from a page of elsewhere', () => {
  let gateway: TestGateway;
  let withKeys: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.with({ corsOrigins: [DASHBOARD] }, PlanController);
    const keys = KeyRing.open({ apiKeys, apiKeysFile: undefined });
    withKeys = await TestGateway.with({ keys, corsOrigins: [DASHBOARD] }, PlanController);
  });
  afterAll(async () => {
    await gateway.stop();
    await withKeys.stop();
  });

  /** `fetch` sets some of these headers itself. */
  async function send(
    to: TestGateway,
    method: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: string }> {
    const { hostname, port } = new URL(to.url);
    return await new Promise((resolve, reject) => {
      const asking = httpRequest({ hostname, port, path: '/', method, headers, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      asking.on('error', reject);
      asking.end(method === 'POST' ? '{}' : undefined);
    });
  }

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }],
  ])('changes nothing: %j is refused', async (headers) => {
    const { status, body } = await send(gateway, 'POST', headers);
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({
      code: 'ORIGIN_REFUSED',
      detail: expect.stringContaining('CORS_ORIGINS'),
    });
    expect((await send(withKeys, 'POST', { ...headers, 'x-api-key': key })).status).toBe(403);
  });

  it.each([
    ['of a program', {}],
    ["of Node's fetch", { 'sec-fetch-mode': 'cors' }],
    ['of an address that somebody typed', { 'sec-fetch-site': 'none' }],
    ['of a listed page', { origin: DASHBOARD, 'sec-fetch-site': 'cross-site' }],
    ["of the system's own page", { 'sec-fetch-site': 'same-origin' }],
  ])('is not meant by what is %s', async (_whose, headers) => {
    expect((await send(gateway, 'POST', headers)).status).toBe(201);
  });

  it('knows its own pages by their name and port, whatever the scheme before a proxy', async () => {
    const headers = { host: 'mine.example', 'x-api-key': key };
    expect((await send(withKeys, 'POST', { ...headers, origin: 'https://mine.example' })).status).toBe(201);
    expect((await send(withKeys, 'POST', { ...headers, origin: 'https://mine.example:8443' })).status).toBe(
      403,
    );
  });

  it('lets a listed page, and no other, read answers', async () => {
    const listed = await send(gateway, 'GET', { origin: DASHBOARD });
    expect(listed.headers['access-control-allow-origin']).toBe(DASHBOARD);
    expect(listed.headers['access-control-expose-headers']).toContain('X-Job-Id');
    const other = await send(gateway, 'GET', { origin: 'https://evil.example' });
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
    const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    expect((await send(gateway, 'OPTIONS', asked)).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each(['evil.example:8000', 'evil.example.', '127.0.0.1.evil.example', 'localhost.evil.example', 'a b'])(
    'does not get through under the name %j, which may be made to point here',
    async (host) => {
      const { status, body } = await send(gateway, 'GET', { host });
      expect(status).toBe(421);
      expect(JSON.parse(body)).toMatchObject({ code: 'HOST_REFUSED' });
      expect((await send(withKeys, 'GET', { host, 'x-api-key': key })).status).toBe(200);
    },
  );

  it.each([
    'localhost:9000',
    '127.0.0.1:1',
    '[::1]:8000',
    '10.0.0.7',
    'gateway',
    'host.docker.internal:8000',
  ])('is not meant by the name %j, which no stranger can have', async (host) => {
    expect((await send(gateway, 'GET', { host })).status).toBe(200);
  });

  it('gets headers that keep browsers from framing, guessing types and running foreign scripts', async () => {
    const { headers } = await send(gateway, 'GET', {});
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).not.toContain('script-src');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});
