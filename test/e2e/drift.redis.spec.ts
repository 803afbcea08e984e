import { cp } from 'node:fs/promises';
import path from 'node:path';
import { writePredictionLog } from './support/prediction-log.js';
import { serverSentEvents } from './support/server-sent-events.js';
import { System } from './support/system.js';

const MODELS = path.resolve(import.meta.dirname, '../../models');

let system: System;
beforeAll(async () => {
  system = await System.prepare();
  await cp(MODELS, path.join(system.folder, 'models'), { recursive: true });
  await system.start('gateway');
  await system.start('trainer');
}, 60_000);
afterAll(() => system.stop());

interface Accepted {
  readonly jobId: string;
}
interface Report {
  readonly id: string;
  readonly verdict: string;
  readonly links: Readonly<Record<'report' | 'self', string>>;
}

/** Resolves to the job's end: its last event. */
async function ended(jobId: string): Promise<{ type: string; data: unknown } | undefined> {
  const events: { type: string; data: unknown }[] = [];
  for await (const event of serverSentEvents(`${system.url}/v1/jobs/${jobId}/events`)) events.push(event);
  return events.at(-1);
}

/** Asks for a check and waits for it; the trainer makes one at its start, and there is one at a time. */
async function checked(): Promise<string> {
  const { jobId } = (await system.post('/v1/drift', {})).json() as Accepted;
  expect((await ended(jobId))?.type).toBe('completed');
  return jobId;
}

it('is checked on demand, shown, kept, and answered by one call that trains anew', async () => {
  const first = await checked();
  expect((await system.get(`/v1/drift?id=${first}`)).json()).toMatchObject({
    id: first,
    verdict: 'not-enough-data',
    noVerdict: { code: 'NO_LOG' },
    retraining: null,
  });

  await writePredictionLog(system.folder, { distanceFactor: 1.5 }); // half as long again
  const second = await checked();
  const reply = await system.get('/v1/drift');
  const report = reply.json() as Report;
  expect(report).toMatchObject({
    id: second,
    verdict: 'drift',
    retraining: { method: 'POST', href: '/v1/trainings', body: {} },
  });
  const page = await system.get(`${report.links.report}&lang=en`);
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/^<!doctype html>[\s\S]*Drift of the models/);

  const { items } = (await system.get('/v1/drift/history')).json() as { items: Report[] };
  expect(items.map(({ id }) => id).slice(0, 1)).toEqual([second]);
  expect(items.map(({ id }) => id)).toContain(first);
  const unknown = await system.get('/v1/drift?id=none');
  expect(unknown.status).toBe(404);
  expect(unknown.json()).toMatchObject({ code: 'NO_DRIFT_REPORT' });
}, 60_000);
