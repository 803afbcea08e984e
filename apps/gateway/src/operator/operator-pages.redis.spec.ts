import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { createLogger } from '@mining-ops/platform/logger.js';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { TestGateway, type Answer } from '../testing/test-gateway.js';
import { operatorPages } from './operator-pages.js';
import { OperatorSessions } from './sessions.js';

const LASTS_S = 600;
const COOKIE =
  /^mining-ops-session=([\w-]{43}); Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/;

describe('the operator pages', () => {
  const redis = new Redis(testRedisUrl(), { maxRetriesPerRequest: null });
  const prefix = `operator-${randomUUID().slice(0, 8)}`;
  const strategies = new Queue('strategies', { connection: redis, prefix });
  const simulations = new Queue('simulations', { connection: redis, prefix });
  const [operator, planner] = [newApiKey(), newApiKey()];
  const entries = [
    writeKeyEntry({ role: 'operator', name: 'ops', digest: digestOfKey(operator) }),
    writeKeyEntry({ role: 'planner', name: 'dashboard', digest: digestOfKey(planner) }),
  ];
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const gateways: TestGateway[] = [];

  /** A gateway with these keys; none: open. */
  async function start(
    apiKeys: readonly string[],
    trustedProxies: readonly string[] = [],
  ): Promise<TestGateway> {
    const keys =
      apiKeys.length === 0 ? null : KeyRing.open({ apiKeys: apiKeys.join(','), apiKeysFile: undefined });
    const sessions = keys && new OperatorSessions({ redis, prefix, keys, lastsS: LASTS_S });
    const pages = operatorPages({
      access: keys && sessions && { keys, sessions, sessionLastsS: LASTS_S },
      queues: [strategies, simulations],
      mayRetry: [strategies],
      logger,
    });
    const gateway = await TestGateway.with({ keys, operatorPages: pages, trustedProxies });
    gateways.push(gateway);
    return gateway;
  }

  const signIn = (gateway: TestGateway, key: string, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.send('/sign-in?lang=en', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ key }).toString(),
      redirect: 'manual',
    });

  async function signedIn(gateway: TestGateway): Promise<Record<string, string>> {
    const answer = await signIn(gateway, operator);
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }

  const queuesApi = (gateway: TestGateway, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.send('/queues/api/queues', { headers: { accept: 'application/json', ...headers } });

  /** A job that has failed. */
  async function failedJob(queue: Queue): Promise<string> {
    const connection = redis.duplicate();
    const worker = new Worker(queue.name, () => Promise.reject(new Error('no diesel')), {
      connection,
      prefix,
    });
    const failed = once(worker, 'failed');
    const job = await queue.add('find-strategies', { payload: {} }, { attempts: 1 });
    await failed;
    await worker.close();
    connection.disconnect();
    return job.id ?? '';
  }

  afterEach(async () => {
    for (const gateway of gateways.splice(0)) await gateway.stop();
  });
  afterAll(async () => {
    for (const queue of [strategies, simulations]) {
      await queue.obliterate({ force: true });
      await queue.close();
    }
    redis.disconnect();
  });

  it('send a visitor to sign in, and show the queues once an operator has', async () => {
    const gateway = await start(entries);
    const visit = await gateway.send('/queues', { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([visit.status, visit.headers.get('location')]).toEqual([303, '/sign-in']);
    const answer = await signIn(gateway, operator);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/queues']);
    expect(answer.headers.get('set-cookie')).toMatch(COOKIE);
    const headers = await signedIn(gateway);
    const board = await gateway.send('/queues', { headers: { accept: 'text/html', ...headers } });
    expect(board.text).toContain('<base href="/queues/" />');
    expect(board.headers.get('cache-control')).toBe('no-store');
    const { queues } = (await queuesApi(gateway, headers)).json() as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toEqual(['strategies', 'simulations']);
  });

  it.each([
    '/queues',
    '/queues/',
    '/QUEUES/api/queues',
    '/queues/api/queues',
    '/queues//api/queues',
    '/queues/api/../api/queues',
    '/queues/..//queues/api/queues',
    '/queues/%2e%2e/queues/api/queues',
    '/queues/static/js/',
    '/queues/api/redis/stats',
    '//queues/api/queues',
    '/./queues/api/queues',
    '/queues;x/api/queues',
  ])('show nothing at %s to somebody who has not signed in', async (path) => {
    const gateway = await start(entries);
    for (const headers of [{}, { 'X-API-Key': operator }, { cookie: 'mining-ops-session=' }]) {
      const answer = await gateway.send(path, { headers: { accept: 'application/json', ...headers } });
      expect([401, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('"queues"');
    }
  });

  it.each([
    ['a key that is not accepted', () => newApiKey(), 401, 'This key is not known'],
    ['no key', () => '', 401, 'This key is not known'],
    ['a key of a planner', () => planner, 403, 'This is not an operator'],
  ])('let nobody in with %s', async (_what, key, status, words) => {
    const gateway = await start(entries);
    const answer = await signIn(gateway, key());
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`role="alert" id="fault">${words}`);
    if (key() !== '') expect(answer.text).not.toContain(key());
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('refuse a form that another site sends, and one that is too large', async () => {
    const gateway = await start(entries);
    const foreign = await signIn(gateway, operator, { origin: 'https://evil.example' });
    expect(foreign.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
    expect((await signIn(gateway, 'k'.repeat(2_000))).status).toBe(413);
    const headers = { ...(await signedIn(gateway)), origin: 'https://evil.example' };
    for (const route of ['/sign-out', '/queues/api/queues/strategies/retry/failed'])
      expect((await gateway.send(route, { method: 'POST', headers })).status).toBe(403);
    expect((await queuesApi(gateway, headers)).status).toBe(200);
  });

  it('end a session by signing out: its cookie opens nothing any more', async () => {
    const gateway = await start(entries);
    const headers = await signedIn(gateway);
    expect((await queuesApi(gateway, headers)).status).toBe(200);
    const out = await gateway.send('/sign-out', { method: 'POST', headers, redirect: 'manual' });
    expect(out.headers.get('set-cookie')).toMatch(/^mining-ops-session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await queuesApi(gateway, headers)).json()).toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('end a session when its key is accepted no longer, or its time is over', async () => {
    const gateway = await start(entries);
    const headers = await signedIn(gateway);
    const withoutIt = await start([
      entries[1]!,
      writeKeyEntry({ role: 'operator', name: 'new', digest: '0'.repeat(64) }),
    ]);
    expect((await queuesApi(withoutIt, headers)).status).toBe(401);
    expect((await queuesApi(gateway, headers)).status).toBe(200);
    const [name] = await redis.keys(`${prefix}:operator-sessions:*`);
    expect(await redis.ttl(name ?? '')).toBeGreaterThan(LASTS_S - 60);
    for (const one of await redis.keys(`${prefix}:operator-sessions:*`)) await redis.pexpire(one, 0);
    expect((await queuesApi(gateway, headers)).status).toBe(401);
  });

  it('keep nothing in Redis that would let somebody in', async () => {
    const gateway = await start(entries);
    const { cookie = '' } = await signedIn(gateway);
    const names = await redis.keys(`${prefix}:operator-sessions:*`);
    const kept = [...names, ...(await redis.mget(names))].join('\n');
    expect(kept).not.toContain(cookie.split('=')[1]);
    expect(kept).not.toContain(operator);
  });

  it('trust a cookie only where it is the only one, and of the right kind', async () => {
    const gateway = await start(entries, ['loopback']);
    const { cookie = '' } = await signedIn(gateway);
    expect((await queuesApi(gateway, { cookie: `${cookie}; other=1` })).status).toBe(200);
    expect((await queuesApi(gateway, { cookie: `${cookie}; ${cookie}` })).status).toBe(401);
    const overTls = { 'x-forwarded-proto': 'https' };
    expect((await queuesApi(gateway, { cookie, ...overTls })).status).toBe(401);
    const secure = (await signIn(gateway, operator, overTls)).headers.get('set-cookie') ?? '';
    expect(secure).toMatch(
      /^__Host-mining-ops-session=[^;]+; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await queuesApi(gateway, { cookie: secure.split(';')[0]!, ...overTls })).status).toBe(200);
  });

  it('do not believe a client that says it came over TLS', async () => {
    const gateway = await start(entries);
    const answer = await signIn(gateway, operator, { 'x-forwarded-proto': 'https' });
    expect(answer.headers.get('set-cookie')).toMatch(COOKIE);
  });

  it('let an operator try a failed job again, and do nothing else to a queue', async () => {
    const gateway = await start(entries);
    const headers = await signedIn(gateway);
    const id = await failedJob(strategies);
    const put = (path: string, method = 'PUT'): Promise<Answer> =>
      gateway.send(`/queues/api/queues${path}`, { method, headers });
    for (const path of [
      '/strategies/pause',
      '/strategies/empty',
      '/strategies/obliterate',
      '/strategies/retry/completed',
      `/strategies/${id}/clean`,
      `/strategies/${id}/promote`,
      '/pause',
    ])
      expect([403, 404]).toContain((await put(path)).status);
    expect((await put('/strategies/add', 'POST')).status).toBe(403);
    expect((await put(`/strategies/${id}/update-data`, 'PATCH')).status).toBe(403);
    expect(await strategies.isPaused()).toBe(false);
    expect(await strategies.getJobState(id)).toBe('failed');
    expect((await put(`/strategies/${id}/retry`)).status).toBe(204);
    expect(await strategies.getJobState(id)).toBe('waiting');
    const part = await failedJob(simulations);
    expect((await put(`/simulations/${part}/retry`)).status).toBe(405);
    expect(await simulations.getJobState(part)).toBe('failed');
  });

  it('are open on a system without keys, to look at only', async () => {
    const gateway = await start([]);
    expect((await queuesApi(gateway)).status).toBe(200);
    const id = await failedJob(strategies);
    for (const path of [`/strategies/${id}/retry`, '/strategies/pause', `/strategies/${id}/clean`]) {
      const answer = await gateway.send(`/queues/api/queues${path}`, { method: 'PUT' });
      expect([403, 405]).toContain(answer.status);
    }
    expect(await strategies.getJobState(id)).toBe('failed');
    expect((await gateway.send('/sign-in')).status).toBe(404);
  });

  it.each([
    ['id-ID,id;q=0.9,en;q=0.8', '', 'id', 'Kunci API'],
    ['en-GB', '', 'en', 'API key'],
    ['en-GB', '?lang=id', 'id', 'Kunci API'],
    ['fr', '', 'id', 'Kunci API'],
  ])(
    'speak to a browser that asks for %s at /sign-in%s in the language %s',
    async (accept, query, lang, label) => {
      const gateway = await start(entries);
      for (const page of ['/sign-in', '/sign-out']) {
        const { text, headers } = await gateway.send(page + query, {
          headers: { 'accept-language': accept },
        });
        expect(text).toContain(`<html lang="${lang}">`);
        expect(text).not.toContain('<script');
        expect(headers.get('content-security-policy')).toContain("form-action 'self'");
        if (page === '/sign-in') expect(text).toContain(`<label for="key">${label}</label>`);
      }
    },
  );
});
