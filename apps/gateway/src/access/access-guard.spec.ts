import { request as httpRequest } from 'node:http';
import { Controller, Delete, Get, Post } from '@nestjs/common';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import type { Role } from '@mining-ops/platform/sign-in/role.js';
import { TestGateway, type Answer } from '../testing/test-gateway.js';
import { Needs } from './access.js';

@Needs('viewer')
@Controller('mine')
class MineController {
  @Get()
  look(): string {
    return 'seen';
  }

  @Post()
  @Needs('planner')
  plan(): string {
    return 'planned';
  }

  @Delete()
  @Needs('operator')
  clear(): string {
    return 'cleared';
  }

  @Get('open')
  @Needs('nothing')
  open(): string {
    return 'open';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  look(): string {
    return 'seen';
  }
}

const KEYS: Readonly<Record<Role, string>> = {
  viewer: newApiKey(),
  planner: newApiKey(),
  operator: newApiKey(),
};
const apiKeys = Object.entries(KEYS)
  .map(([role, key]) => writeKeyEntry({ role: role as Role, name: `the-${role}`, digest: digestOfKey(key) }))
  .join(',');

describe('who may use a route', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    const keys = KeyRing.open({ apiKeys, apiKeysFile: undefined });
    gateway = await TestGateway.with({ keys }, MineController, ForgottenController);
  });
  afterAll(() => gateway.stop());

  const send = (method: string, route: string, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.send(route, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });

  it.each([
    ['GET', '/mine', 'viewer'],
    ['POST', '/mine', 'planner'],
    ['DELETE', '/mine', 'operator'],
    ['GET', '/forgotten', 'operator'],
  ] as const)('%s %s needs the role %s, or one above it', async (method, route, needed) => {
    const order: Role[] = ['viewer', 'planner', 'operator'];
    for (const role of order) {
      const reply = await send(method, route, { 'X-API-Key': KEYS[role] });
      const enough = order.indexOf(role) >= order.indexOf(needed);
      expect(enough ? reply.status < 300 : reply.status === 403).toBe(true);
      if (!enough)
        expect(reply.json()).toMatchObject({
          code: 'ROLE_TOO_LOW',
          detail: `${method} ${route} needs the role ${needed}; the key "the-${role}" has ${role}`,
        });
    }
  });

  it('takes a key as a bearer token, too', async () => {
    expect((await send('GET', '/mine', { Authorization: `Bearer ${KEYS.viewer}` })).status).toBe(200);
  });

  it('asks for a key where none is sent, and says how to send one', async () => {
    const reply = await send('GET', '/mine');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="mining-ops"');
    expect(reply.json()).toMatchObject({
      code: 'KEY_MISSING',
      detail: expect.stringContaining('X-API-Key: KEY'),
    });
  });

  it.each(['', 'x', newApiKey(), KEYS.viewer.toUpperCase(), 'k'.repeat(10_000)])(
    'refuses the key %j, without repeating it',
    async (key) => {
      const { status, text } = await send('GET', '/mine', { 'X-API-Key': key });
      expect(status).toBe(401);
      if (key.length > 1) expect(text).not.toContain(key);
    },
  );

  it('leaves what needs nothing open, whatever key is sent', async () => {
    expect((await send('GET', '/mine/open')).status).toBe(200);
    expect((await send('GET', '/mine/open', { 'X-API-Key': 'stale' })).status).toBe(200);
  });

  it.each([
    '/MINE',
    '/mine/',
    '//mine',
    '/mine?x=1',
    '/open/../mine',
    '/mine/open/../',
    '/%6dine',
    '/mine;a',
    '/mine%2f',
  ])('is not passed by on the way of %s', async (target) => {
    expect(await rawStatus(target)).not.toBe(200);
  });

  it('does not read the body of somebody whom it does not know', async () => {
    const broken = await gateway.send('/mine', { method: 'POST', body: '{' });
    expect(broken.status).toBe(401);
    const known = await gateway.send('/mine', {
      method: 'POST',
      body: '{',
      headers: { 'X-API-Key': KEYS.planner },
    });
    expect(known.status).toBe(400);
  });

  /** As it is written: `fetch` would tidy the path up. */
  async function rawStatus(path: string): Promise<number | undefined> {
    const { hostname, port } = new URL(gateway.url);
    return await new Promise((resolve, reject) => {
      httpRequest({ hostname, port, path, agent: false }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      })
        .on('error', reject)
        .end();
    });
  }
});

describe('a system without keys', () => {
  it('takes every request, and minds no key that a client sends', async () => {
    const gateway = await TestGateway.around(MineController);
    try {
      expect((await gateway.send('/mine', { method: 'DELETE' })).status).toBe(200);
      const headers = { Authorization: 'Bearer something-of-its-own' };
      expect((await gateway.send('/mine', { method: 'POST', headers, body: '{}' })).status).toBe(201);
    } finally {
      await gateway.stop();
    }
  });
});
