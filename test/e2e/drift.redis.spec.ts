import { mkdir, readFile, writeFile, cp } from 'node:fs/promises';
import path from 'node:path';
import { PREDICTION_LOG } from '@mining-ops/inference/prediction-log.js';
import { PREDICTION_COLUMNS } from '@mining-ops/inference/prediction-columns.js';
import { profileSchema } from '@mining-ops/learning/training/profile.js';
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

/** A log of the trips that the models were trained on, but half as long again. */
async function writeLog(): Promise<void> {
  const { current } = JSON.parse(await readFile(path.join(MODELS, 'current.json'), 'utf8')) as {
    current: Record<string, string>;
  };
  const file = path.join(MODELS, 'fuelConsumed', current['fuelConsumed'] ?? '', 'profile.json');
  const { sample } = profileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const names = [...Object.keys(sample.numeric), ...Object.keys(sample.categorical)];
  const lines = Array.from({ length: 300 }, (_, row) => {
    const cells = names.map((name) => {
      const number = sample.numeric[name]?.[row];
      if (name === 'distance') return String(1.5 * (number ?? 0));
      if (name in sample.numeric) return number === null ? '' : String(number);
      const category = sample.categorical[name];
      return category?.levels[category.codes[row] ?? -1] ?? '';
    });
    return [new Date().toISOString(), `job-${row}`, '', ...cells, sample.prediction[row]].join(',');
  });
  const header = ['timestamp', 'job_id', 'model_version', ...names, PREDICTION_COLUMNS.fuelConsumed].join(
    ',',
  );
  await mkdir(path.join(system.folder, 'logs'), { recursive: true });
  await writeFile(path.join(system.folder, 'logs', PREDICTION_LOG), `${[header, ...lines].join('\n')}\n`);
}

it('is checked on demand, shown, kept, and answered by one call that trains anew', async () => {
  const first = await checked();
  expect((await system.get(`/v1/drift?id=${first}`)).json()).toMatchObject({
    id: first,
    verdict: 'not-enough-data',
    noVerdict: { code: 'NO_LOG' },
    retraining: null,
  });

  await writeLog();
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
