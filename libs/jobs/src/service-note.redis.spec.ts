import { randomUUID } from 'node:crypto';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { Redis } from 'ioredis';
import { leaveNote, readNote } from './service-note.js';

describe('a note of a service about itself', () => {
  const redis = new Redis(testRedisUrl());
  const prefix = `notes-${randomUUID()}`;
  afterAll(() => {
    redis.disconnect();
  });

  it('is read as it was left last, and only for as long as it was meant to last', async () => {
    expect(await readNote(redis, prefix, 'model')).toBeNull();
    await leaveNote(redis, prefix, 'model', { ok: false, detail: 'pulling 10%' }, 60);
    await leaveNote(redis, prefix, 'model', { ok: false, detail: 'pulling 20%' }, 60);
    expect(await readNote(redis, prefix, 'model')).toEqual({ ok: false, detail: 'pulling 20%' });
    const ttlS = await redis.ttl(`${prefix}:notes:model`);
    expect(ttlS).toBeGreaterThan(50);
    expect(ttlS).toBeLessThanOrEqual(60);
  });
});
