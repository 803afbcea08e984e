import { randomUUID } from 'node:crypto';
import { RateLimit } from '@mining-ops/jobs/rate-limit.js';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Controller, Get } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Needs } from '../access/access.js';
import { TestGateway } from '../testing/test-gateway.js';
import { addressBlock } from './limit-rate.js';

const MOST = 3;

@Needs('viewer')
@Controller()
class LookController {
  @Get('look')
  look(): string {
    return 'seen';
  }

  @Get('health/live')
  @Needs('nothing')
  live(): string {
    return 'live';
  }
}

describe('requests beyond the rate', () => {
  const redis = new Redis(testRedisUrl());
  const [first, second] = [newApiKey(), newApiKey()];
  const apiKeys = [
    writeKeyEntry({ role: 'viewer', name: 'first', digest: digestOfKey(first) }),
    writeKeyEntry({ role: 'viewer', name: 'second', digest: digestOfKey(second) }),
  ].join(',');
  const gateways: TestGateway[] = [];

  beforeAll(() => redis.ping()); // until it is there, each gateway counts alone

  /** Two gateways that share a Redis. */
  async function twoGateways(trustedProxies: readonly string[] = []): Promise<TestGateway[]> {
    const rateLimit = new RateLimit(redis, `rate-${randomUUID()}`, {
      most: MOST,
      windowS: 60,
      withoutRedis: 'count-here',
    });
    const keys = KeyRing.open({ apiKeys, apiKeysFile: undefined });
    const made = [1, 2].map(() => TestGateway.with({ keys, rateLimit, trustedProxies }, LookController));
    const two = await Promise.all(made);
    gateways.push(...two);
    return two;
  }
  afterEach(async () => {
    for (const gateway of gateways.splice(0)) await gateway.stop();
  });
  afterAll(() => {
    redis.disconnect();
  });

  const look = async (gateway: TestGateway | undefined, headers: Record<string, string>): Promise<number> =>
    (await gateway?.send('/look', { headers }))?.status ?? 0;

  it('of a key are refused by every gateway, and say when to come again; other keys go on', async () => {
    const [one, other] = await twoGateways();
    const answers: number[] = [];
    for (const gateway of [one, other, one]) answers.push(await look(gateway, { 'X-API-Key': first }));
    expect(answers).toEqual([200, 200, 200]);
    const refused = await other?.send('/look', { headers: { 'X-API-Key': first } });
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(refused?.json()).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      detail: expect.stringContaining('"first"'),
    });
    expect(await look(one, { Authorization: `Bearer ${second}` })).toBe(200);
  });

  it('of an address without an accepted key are refused, those with one are not', async () => {
    const [gateway] = await twoGateways();
    for (let i = 0; i < MOST; i += 1) expect(await look(gateway, { 'X-API-Key': newApiKey() })).toBe(401);
    expect(await look(gateway, { 'X-API-Key': newApiKey() })).toBe(429);
    expect(await look(gateway, {})).toBe(429);
    expect(await look(gateway, { 'X-API-Key': first })).toBe(200);
  });

  it('never keep a probe from its answer', async () => {
    const [gateway] = await twoGateways();
    for (let i = 0; i < MOST * 2; i += 1) expect((await gateway?.send('/health/live'))?.status).toBe(200);
    expect(await look(gateway, {})).toBe(401);
  });

  it('are told by the address that a trusted proxy names, and by no address that a client makes up', async () => {
    const [trusting] = await twoGateways(['loopback']);
    for (let i = 0; i <= MOST; i += 1) await look(trusting, { 'X-Forwarded-For': '203.0.113.7' });
    expect(await look(trusting, { 'X-Forwarded-For': '203.0.113.7' })).toBe(429);
    expect(await look(trusting, { 'X-Forwarded-For': '203.0.113.8' })).toBe(401);
    // The client wrote the first address, the proxy added the second.
    expect(await look(trusting, { 'X-Forwarded-For': '203.0.113.9, 203.0.113.7' })).toBe(429);
    const [plain] = await twoGateways();
    for (let i = 0; i < MOST; i += 1) await look(plain, { 'X-Forwarded-For': `203.0.113.${i}` });
    expect(await look(plain, { 'X-Forwarded-For': '203.0.113.99' })).toBe(429);
  });
});

describe('addressBlock', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
