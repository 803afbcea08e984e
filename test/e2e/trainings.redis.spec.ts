import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { QueueStream } from './support/queue-stream.js';
import { serverSentEvents, type ServerSentEvent } from './support/server-sent-events.js';
import { System } from './support/system.js';

/** Some shifts of the sample mine: learning from all of it takes a minute. */
const TRIPS = 700;
const FILE = 'hauling_activities.csv';

let system: System;
let trips: string;
beforeAll(async () => {
  // Trainings are waited for: they may take their part of a machine that runs other tests.
  system = await System.prepare({ UPLOAD_MAX_MB: '1', TRAINING_NICE: '0' });
  const lines = (await readFile(path.join(system.dataDir, FILE), 'utf8')).split('\n');
  trips = `${lines.slice(0, TRIPS + 1).join('\n')}\n`;
  await writeFile(path.join(system.dataDir, FILE), trips);
  await rm(system.modelsDir, { recursive: true });
  await system.start('gateway');
  await system.start('trainer');
}, 60_000);
afterAll(() => system.stop());

interface Job {
  readonly jobId: string;
  readonly status: string;
  readonly result: { readonly versions: readonly { target: string; version: string; decision: string }[] };
  readonly error: unknown;
}
interface Models {
  readonly models: readonly { target: string; current: { version: string } | null; versions: number }[];
}

async function eventsOf(jobId: string): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`)) events.push(event);
  return events;
}

/** Resolves to the job once it has ended. */
async function ended(jobId: string): Promise<Job> {
  await eventsOf(jobId);
  return (await system.get(`/v1/jobs/${jobId}`)).json() as Job;
}

it('a training prepares, trains, validates and promotes; its models can be listed, promoted and rolled back', async () => {
  const accepted = await system.post('/v1/trainings', { targets: ['loadWeight', 'fuelConsumed'] });
  expect(accepted.status).toBe(202);
  const { jobId } = accepted.json() as Job;
  expect(jobId).toMatch(/^training-/);

  const second = await system.post('/v1/trainings', {});
  expect(second.status).toBe(409);
  expect(second.json()).toMatchObject({
    code: 'TRAINING_IN_PROGRESS',
    job_id: jobId,
    detail: expect.stringContaining(jobId),
  });

  const stages = (await eventsOf(jobId))
    .filter(({ type }) => type === 'progress')
    .map(({ data }) => (data as { stage: string }).stage);
  const inOrder = stages.filter((stage, i) => stage !== stages[i - 1] && stage !== 'waiting');
  // The second request was answered before the first stream began: what had passed by then is not told again.
  const all = ['prepare', 'train loadWeight', 'train fuelConsumed', 'validate', 'promote'];
  expect(all.slice(-inOrder.length)).toEqual(inOrder);
  expect(inOrder.length).toBeGreaterThan(2);
  const job = await ended(jobId);
  expect(job).toMatchObject({ status: 'completed', error: null });
  expect(job.result).toMatchObject({ cause: 'request', rowsRead: TRIPS });
  expect(job.result.versions.map(({ target }) => target)).toEqual(['loadWeight', 'fuelConsumed']);

  const [load] = job.result.versions;
  const version = load?.version ?? '';
  const listed = (await system.get('/v1/models/loadWeight/versions')).json();
  expect(listed).toMatchObject({
    target: 'loadWeight',
    items: [{ version, decision: { verdict: load?.decision } }],
  });
  expect((await system.get('/v1/models')).json()).toMatchObject({
    models: expect.arrayContaining([
      expect.objectContaining({ target: 'isDelayed', current: null, versions: 0 }),
    ]),
  });

  const promoted = await system.post(`/v1/models/loadWeight/versions/${version}/promote`, {});
  expect(promoted.json()).toMatchObject({ target: 'loadWeight', version });
  const { models } = (await system.get('/v1/models')).json() as Models;
  expect(models.find(({ target }) => target === 'loadWeight')?.current?.version).toBe(version);

  expect((await system.post('/v1/models/loadWeight/rollback', {})).json()).toMatchObject({
    code: 'NO_EARLIER_VERSION',
  });
  expect((await system.post('/v1/models/loadWeight/versions/0009-none/promote', {})).status).toBe(404);
  expect((await system.get('/v1/models/speed/versions')).status).toBe(422);
}, 120_000);

it('an upload takes the place of the recorded trips and starts a training from them', async () => {
  const reply = await system.put(
    `/v1/datasets/hauling_activities`,
    gzipSync(trips.split('\n').slice(0, 301).join('\n')),
  );
  expect(reply.status).toBe(200);
  const uploaded = reply.json() as { previous: string; training: { jobId: string; started: boolean } };
  expect(uploaded).toMatchObject({ file: FILE, rowsRead: 300, rowsAdded: 300, training: { started: true } });
  expect(await readFile(path.join(system.dataDir, uploaded.previous), 'utf8')).toBe(trips);
  const cancelled = await system.delete(`/v1/jobs/${uploaded.training.jobId}`);
  expect(cancelled.status).toBe(200);
  expect((await ended(uploaded.training.jobId)).status).toBe('cancelled');
}, 60_000);

it('a file that is dropped into the data folder starts a training', async () => {
  const queue = new QueueStream(system.redisUrl, `${system.queuePrefix}:trainings:events`);
  try {
    const before = new Set((await queue.all()).map(({ jobId }) => jobId));
    await writeFile(path.join(system.dataDir, FILE), trips.split('\n').slice(0, 401).join('\n'));
    const { jobId } = await queue.until((event) => event.name === 'added' && !before.has(event.jobId));
    expect((await system.delete(`/v1/jobs/${jobId}`)).status).toBe(200);
    expect((await ended(jobId)).status).toBe('cancelled');
  } finally {
    queue.close();
  }
}, 60_000);

it.each([
  ['is no CSV', 415, 'UPLOAD_NOT_CSV', () => '{"trips": []}'],
  ['lacks a column', 422, 'UPLOAD_MISSING_COLUMN', () => trips.replace('loadWeight', 'weight')],
  ['is empty', 400, 'UPLOAD_EMPTY', () => ''],
  [
    'has too many unusable rows',
    422,
    'UPLOAD_TOO_MANY_UNUSABLE',
    () => trips.replaceAll(/T\d\d:\d\d:\d\d\.\d+Z/g, 'T'),
  ],
  ['is larger than the limit', 413, 'UPLOAD_TOO_LARGE', () => trips.repeat(4)],
  ['is larger than the limit once unpacked', 413, 'UPLOAD_TOO_LARGE', () => gzipSync(trips.repeat(4))],
  ['is cut off', 400, 'UPLOAD_CUT_OFF', () => gzipSync(trips).subarray(0, 5_000)],
])('an upload that %s is refused, and nothing is changed', async (_what, status, code, body) => {
  const before = await readFile(path.join(system.dataDir, FILE), 'utf8');
  const reply = await system.put('/v1/datasets/hauling_activities', body());
  expect(reply.json()).toMatchObject({ code, detail: expect.stringMatching(/\w/) });
  expect(reply.status).toBe(status);
  expect(await readFile(path.join(system.dataDir, FILE), 'utf8')).toBe(before);
  expect((await readdir(system.dataDir)).filter((name) => name.endsWith('.upload'))).toEqual([]);
});
