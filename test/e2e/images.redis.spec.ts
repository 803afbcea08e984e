import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assemble } from '@mining-ops/containers/image/assemble.js';
import { readDockerfile } from '@mining-ops/containers/testing/read-dockerfile.js';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import {
  checkHealth,
  setWritable,
  startAssembled,
  stopAssembled,
  type AssembledApp,
} from './support/assembled-app.js';
import { freePort } from './support/free-port.js';
import { smallQuestion } from './support/requests.js';
import { serverSentEvents } from './support/server-sent-events.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const APPS = ['gateway', 'simulator', 'analyst', 'trainer'] as const;
type App = (typeof APPS)[number];

/** An image may have this many bytes in all: what it copies, and the image that it begins from. */
const MOST_BYTES = 450e6;
/** Of node:24-bookworm-slim with tini: 75 MB of Debian, 125 MB of Node.js, and a reserve. */
const BASE_BYTES = 230e6;
/** Shifts enough to answer and to learn from quickly. */
const TRIPS = 3_000;

/**
 * No container engine here: what the images would have is assembled by the function with which the Dockerfile does it,
 * and started as the Dockerfile says, as another user, without the right to write, with the image's environment alone.
 */
describe('the apps, from exactly the files of their images', () => {
  let folder: string;
  const apps = new Map<App, AssembledApp>();
  const bytes = new Map<App, number>();
  const running = new Map<App, ChildProcess>();
  let url: string;

  const appOf = (app: App): AssembledApp => {
    const known = apps.get(app);
    if (!known) throw new Error(`${app} was not assembled`);
    return known;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-image-'));
    await chmod(folder, 0o755);
    const node = path.join(folder, 'node');
    await copyFile(process.execPath, node); // the tests' own may lie where only they may go
    const volumes = await volumesIn(folder);
    const port = await freePort();
    const prefix = `image-${randomUUID().slice(0, 8)}`;
    url = `http://127.0.0.1:${port}`;
    const stages = readDockerfile(await readFile(path.join(ROOT, 'Dockerfile'), 'utf8'));
    for (const app of APPS) {
      const image = stages.get(app);
      if (!image) throw new Error(`the Dockerfile has no target ${app}`);
      const target = path.join(folder, app);
      bytes.set(app, (await assemble(app, ROOT, target)).bytes);
      await setWritable(target, false);
      const { command, healthCheck, environment } = image;
      apps.set(app, {
        folder: target,
        node,
        command,
        healthCheck,
        environment: {
          ...environment,
          ...volumes,
          HOST: '127.0.0.1',
          PORT: String(port),
          REDIS_URL: testRedisUrl(),
          QUEUE_PREFIX: prefix,
          OLLAMA_HOST: 'http://127.0.0.1:1', // nobody there: rules answer
          SIMULATOR_THREADS: '1',
          STRATEGY_WAIT_MS: '120000',
        },
      });
    }
    await Promise.all(APPS.map(async (app) => running.set(app, await startAssembled(appOf(app)))));
  }, 240_000);

  afterAll(async () => {
    await Promise.all([...running.values()].map(stopAssembled));
    await setWritable(folder, true);
    await rm(folder, { recursive: true, force: true });
  });

  it('is less than 450 MB an image, with the image that it begins from', () => {
    for (const app of APPS) expect((bytes.get(app) ?? Infinity) + BASE_BYTES).toBeLessThan(MOST_BYTES);
  });

  it('answers a request for strategies, and a question about them', async () => {
    const strategies = await post('/get_top_3_strategies', smallQuestion());
    expect(strategies.status).toBe(200);
    const answer = (await strategies.json()) as { top_3_strategies: unknown[] };
    expect(answer.top_3_strategies).toHaveLength(3);
    const asked = await post('/ask_chatbot', {
      pertanyaan_user: 'Berapa truk yang dipakai?',
      top_3_strategies_context: answer.top_3_strategies,
    });
    expect(asked.status).toBe(200);
    expect(await asked.text()).toMatch(/\d+/);
  });

  it('learns: a step of a training is a process of its own, with ONNX Runtime', async () => {
    const accepted = (await (await post('/v1/trainings', { targets: ['loadWeight'] })).json()) as {
      jobId: string;
    };
    const types: string[] = [];
    for await (const event of serverSentEvents(`${url}/v1/jobs/${accepted.jobId}/events`))
      types.push(event.type);
    expect(types.at(-1)).toBe('completed');
  }, 120_000);

  it('says that it is well, and stops in order; then the check says what is wrong', async () => {
    for (const app of APPS)
      expect([app, await checkHealth(appOf(app))]).toEqual([app, { code: 0, errors: '' }]);
    for (const child of running.values()) expect(await stopAssembled(child)).toBe(0);
    expect(await checkHealth(appOf('gateway'))).toEqual({
      code: 1,
      errors: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await checkHealth(appOf('trainer'))).toEqual({
      code: 1,
      errors: 'no trainer gave a sign of life in this container in the last 6 s\n',
    });
  });

  async function post(route: string, body: unknown): Promise<Response> {
    return await fetch(url + route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
});

/** The volumes, which belong to whom the containers run as: a copy of the sample mine's last shifts, no model, no log. */
async function volumesIn(folder: string): Promise<Record<string, string>> {
  const [data, models, logs] = ['data', 'models', 'logs'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await cp(path.join(ROOT, 'data'), data, { recursive: true });
  const trips = path.join(data, 'hauling_activities.csv');
  const lines = (await readFile(trips, 'utf8')).split('\n');
  await writeFile(trips, `${lines.slice(0, TRIPS + 1).join('\n')}\n`);
  await mkdir(models);
  await mkdir(logs);
  for (const volume of [data, models, logs]) {
    await chmod(volume, 0o755);
    if (process.getuid?.() === 0) await chown(volume, 65_534, 65_534);
  }
  return { DATA_DIR: data, MODELS_DIR: models, LOGS_DIR: logs };
}
