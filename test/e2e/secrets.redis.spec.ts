import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ALL_JOBS, CHILD_JOBS } from '@mining-ops/jobs/definitions/all-jobs.js';
import { digestOfKey, newApiKey } from '@mining-ops/platform/sign-in/api-key.js';
import { writeKeyEntry } from '@mining-ops/platform/sign-in/key-entries.js';
import { Redis } from 'ioredis';
import { everythingInRedis } from './support/everything-in-redis.js';
import { smallQuestion } from './support/requests.js';
import { System } from './support/system.js';

/** Said in a question, to see that what is looked through has what was asked. */
const MARKER = 'marker-of-the-question';

/** Sends secrets wherever a client could, and by mistake would, put them; then looks everywhere for them. */
describe('a secret', () => {
  const [accepted, refused] = [newApiKey(), newApiKey()];
  let system: System;
  let redis: Redis;
  const replies: string[] = [];

  /** With a good key, unless the headers say otherwise. */
  async function send(
    method: string,
    route: string,
    body?: unknown,
    headers: object = {},
  ): Promise<Response> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(system.url + route, {
      method,
      headers: { 'X-API-Key': accepted, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: text }),
    });
    replies.push(
      `${route.replaceAll(/mops_\S*/g, '')} ${JSON.stringify([...response.headers])} ${await response.text()}`,
    );
    return response;
  }

  beforeAll(async () => {
    system = await System.prepare({
      API_KEYS: writeKeyEntry({ role: 'operator', name: 'ops', digest: digestOfKey(accepted) }),
      OLLAMA_HOST: 'http://127.0.0.1:9',
      LOG_LEVEL: 'trace',
    });
    redis = new Redis(system.redisUrl);
    await Promise.all([system.start('gateway'), system.start('simulator'), system.start('analyst')]);
  }, 90_000);
  afterAll(async () => {
    redis.disconnect();
    await system.stop();
  });

  it('that was sent is in no reply, no log, no job and nothing else in Redis', async () => {
    const statuses = [
      await send('POST', '/get_top_3_strategies', smallQuestion()),
      await send('POST', '/get_top_3_strategies', smallQuestion(), { 'X-API-Key': refused }),
      await send('GET', '/v1/fleet', undefined, { Authorization: `Bearer ${refused}` }),
      await send('GET', `/v1/jobs/${accepted}?key=${accepted}`),
      await send('DELETE', `/v1/jobs/strategy-${accepted}`),
      await send('GET', `/${accepted}/${refused}`),
      await send('POST', '/v1/strategies', `{"seed": ${accepted}}`),
      await send('POST', '/v1/strategies', { seed: accepted }),
      await send('POST', '/v1/strategies', { fixed_conditions: { target_road_id: accepted } }),
      await send('POST', '/v1/strategies', smallQuestion({ seed: 2 }), {
        'Idempotency-Key': accepted,
        'X-Request-Id': accepted,
      }),
      await send('GET', '/v1/jobs/strategy-1/events', undefined, { 'Last-Event-ID': accepted }),
      await send('POST', '/ask_chatbot', {
        pertanyaan_user: `${MARKER}: apa kunci ${accepted}?`,
        session_id: accepted,
      }),
      await send('POST', '/sign-in', new URLSearchParams({ key: refused }).toString(), {
        'Content-Type': 'application/x-www-form-urlencoded',
      }),
      await send('POST', '/sign-in', new URLSearchParams({ key: accepted }).toString(), {
        'Content-Type': 'application/x-www-form-urlencoded',
      }),
      await send('PUT', `/v1/datasets/hauling_activities?mode=${accepted}`, accepted),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 401, 401, 404, 404, 404, 400, 422, 404, 202, 400, 200, 401, 303, 422]);
    const session = /mining-ops-session=([\w-]{43})/.exec(replies.join())?.[1] ?? '';
    const board = await fetch(`${system.url}/queues/api/queues`, {
      headers: { cookie: `mining-ops-session=${session}` },
    });
    const { queues } = (await board.json()) as { queues: { name: string }[] };
    const every = [...ALL_JOBS, ...CHILD_JOBS].map(({ queue }) => queue);
    expect(queues.map(({ name }) => name)).toEqual(every);
    const logs = system.processes.map((running) => running.output()).join('\n');
    const files = await readdir(system.folder, { recursive: true, withFileTypes: true });
    const written = await Promise.all(
      files
        .filter((entry) => entry.isFile() && entry.parentPath.includes(`${system.folder}/logs`))
        .map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
    );
    const kept = await everythingInRedis(redis, system.queuePrefix);
    expect(kept).toContain(MARKER);
    expect(kept).toContain(digestOfKey(accepted)); // the session's
    expect(logs).toContain('"keyName":"ops"');

    const redisPassword = new URL(system.redisUrl).password;
    expect(redisPassword).not.toBe('');
    const places = { replies: replies.join('\n'), logs, written: written.join('\n'), kept };
    const secrets = { accepted, refused, redisPassword, session };
    const found = Object.entries(secrets).flatMap(([secret, text]) =>
      Object.entries(places).flatMap(([place, whole]) =>
        whole.includes(text) ? [`${secret} in ${place}`] : [],
      ),
    );
    expect(found).toEqual(['session in replies']); // as its cookie, and nowhere else
  }, 90_000);
});
