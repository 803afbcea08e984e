import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { SessionStore } from './session-store.js';

describe('a conversation', () => {
  const redis = new Redis(testRedisUrl());
  let prefix: string;
  let store: SessionStore;
  beforeEach(() => {
    prefix = `sessions-${randomUUID()}`;
    store = new SessionStore(redis, prefix, 60);
  });
  afterAll(() => {
    redis.disconnect();
  });

  const turn = (i: number) => ({ jobId: `chat-${i}`, question: `pertanyaan ${i}`, answer: `jawaban ${i}` });
  const facts = { strategies: [{ OPSI_1: { TYPE: 'REKOMENDASI UTAMA' } }], strategyJobId: null };

  it('is empty at first', async () => {
    expect(await store.read('s')).toEqual({ turns: [], facts: null });
  });

  it('has its turns in their order, and what it is about, whatever its name', async () => {
    const name = 'planner:1/räume *?';
    await store.remember(name, turn(1), facts);
    await store.remember(name, turn(2), null);
    expect(await store.read(name)).toEqual({ turns: [turn(1), turn(2)], facts });
    expect((await store.read('another')).turns).toEqual([]);
  });

  it('remembers a job that runs twice once', async () => {
    await store.remember('s', turn(1), null);
    await store.remember('s', turn(1), null);
    expect((await store.read('s')).turns).toHaveLength(1);
  });

  it('keeps the last 20 turns', async () => {
    for (let i = 1; i <= 25; i += 1) await store.remember('s', turn(i), null);
    const { turns } = await store.read('s');
    expect(turns.map(({ jobId }) => jobId)).toEqual(Array.from({ length: 20 }, (_, i) => `chat-${i + 6}`));
  });

  it('is forgotten some time after its last turn: both of its keys have that time', async () => {
    await store.remember('s', turn(1), facts);
    const keys = await redis.keys(`${prefix}:*`);
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      const ttlS = await redis.ttl(key);
      expect(ttlS).toBeGreaterThan(50);
      expect(ttlS).toBeLessThanOrEqual(60);
    }
  });
});
