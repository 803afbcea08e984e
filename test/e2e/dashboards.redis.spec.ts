import { readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { RunningPrometheus } from '../prometheus/running-prometheus.js';
import { hasPrometheus, ROOT } from '../prometheus/tools.js';
import { writePredictionLog } from './support/prediction-log.js';
import { smallQuestion } from './support/requests.js';
import { System } from './support/system.js';

const GRAFANA = path.join(ROOT, 'deploy', 'grafana');
/** What Grafana puts in the place of its variable: some scrapes. */
const RATE_INTERVAL = '30s';

const panelSchema = z.object({
  type: z.string(),
  title: z.string(),
  datasource: z.object({ type: z.literal('prometheus'), uid: z.string() }).optional(),
  targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) })).default([]),
});
const dashboardSchema = z.object({ uid: z.string(), title: z.string(), panels: z.array(panelSchema) });

const dashboards = readdirSync(path.join(GRAFANA, 'dashboards')).map((file) =>
  dashboardSchema.parse(JSON.parse(readFileSync(path.join(GRAFANA, 'dashboards', file), 'utf8'))),
);
const expressions = dashboards.flatMap(({ title: dashboard, panels }) =>
  panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({
      panel: `${dashboard}: ${title}`,
      expression: expr.replaceAll('$__rate_interval', RATE_INTERVAL),
    })),
  ),
);

describe('the dashboards', () => {
  it('are the five that the documents name', () => {
    expect(dashboards.map(({ title }) => title).sort()).toEqual(
      ['Analyst', 'Models and drift', 'Queues', 'Service', 'Simulation'].sort(),
    );
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(5);
  });

  it('ask the data source that is provisioned, in every panel', () => {
    const { datasources } = z
      .object({ datasources: z.array(z.object({ uid: z.string(), type: z.string() })) })
      .parse(parse(readFileSync(path.join(GRAFANA, 'provisioning/datasources/prometheus.yml'), 'utf8')));
    expect(datasources).toEqual([{ uid: 'prometheus', type: 'prometheus' }]);
    for (const { type, title, datasource, targets } of dashboards.flatMap(({ panels }) => panels)) {
      if (type === 'row') continue;
      expect([title, datasource?.uid]).toEqual([title, 'prometheus']);
      expect([title, new Set(targets.map((target) => target.datasource.uid))]).toEqual([
        title,
        new Set(['prometheus']),
      ]);
    }
  });
});

(hasPrometheus ? describe : describe.skip)('a Prometheus that watches a running system', () => {
  let ollama: ScriptedOllama;
  let system: System;
  let prometheus: RunningPrometheus | undefined;

  beforeAll(async () => {
    ollama = await ScriptedOllama.start();
    system = await System.prepare({
      ...{ OLLAMA_HOST: ollama.url, OLLAMA_MODEL: 'test-model', ANALYST_FALLBACK: 'none' },
    });
    await cp(path.join(ROOT, 'models'), system.modelsDir, { recursive: true });
    await writePredictionLog(system.folder, { distanceFactor: 1 });
    const ports: Record<string, number> = { gateway: system.port };
    await system.start('gateway');
    for (const service of ['simulator', 'analyst', 'trainer'] as const) {
      const { metricsPort } = await system.start(service);
      if (metricsPort !== undefined) ports[service] = metricsPort;
    }
    prometheus = await RunningPrometheus.start(ports);
  }, 120_000);
  afterAll(async () => {
    await prometheus?.stop();
    await system.stop();
    await ollama.stop();
  });

  /** Something of everything: an answered search, questions, one of which the model fails at, bad input, a check. */
  async function traffic(): Promise<void> {
    const strategies = await system.post('/get_top_3_strategies', smallQuestion());
    expect(strategies.status).toBe(200);
    const question = { pertanyaan_user: 'Mengapa opsi 1?', job_id: strategies.headers.get('x-job-id') };
    ollama.script = () => ({ words: ['Opsi ', '1 ', 'untung ', '999 ', 'miliar ', 'IDR.'] });
    expect((await system.post('/ask_chatbot', question)).status).toBe(200);
    ollama.script = () => ({ end: 'error' });
    expect((await system.post('/ask_chatbot', question)).status).toBe(503);
    expect((await system.get('/nothing/here')).status).toBe(404);
    // 409: the one before still runs.
    expect([202, 409]).toContain((await system.post('/v1/drift', {})).status);
  }

  it('has data for every expression of every panel', async () => {
    const asked = prometheus;
    if (!asked) throw new Error('Prometheus was not started');
    let missing: typeof expressions = expressions;
    const lastRound = performance.now() + 150_000;
    while (missing.length > 0 && performance.now() < lastRound) {
      await traffic();
      const left = await Promise.all(
        missing.map(async (one) => {
          const samples = await asked.query(one.expression);
          return samples.some(({ value }) => Number.isFinite(value)) ? [] : [one];
        }),
      );
      missing = left.flat();
    }
    expect(missing).toEqual([]);
  }, 240_000);

  it('finds all four up, and nothing that would wake somebody', async () => {
    const areUp = async (): Promise<unknown> =>
      (await prometheus?.query('max by (service) (up)'))
        ?.filter(({ value }) => value === 1)
        .map(({ labels }) => labels['service'])
        .sort();
    // On a busy machine a look may come too late once.
    const lastTry = performance.now() + 60_000;
    while (!isDeepStrictEqual(await areUp(), ['analyst', 'gateway', 'simulator', 'trainer'])) {
      if (performance.now() > lastTry) throw new Error(`up are only ${JSON.stringify(await areUp())}`);
      await system.get('/health/live');
    }
    const firing = (await prometheus?.query('ALERTS{alertstate="firing", severity="page"}')) ?? [];
    // The model that fails in each round burns the budget of 5xx, which is told after two minutes.
    expect(
      firing.map(({ labels }) => labels['alertname']).filter((name) => name !== 'ErrorBudgetBurnsFast'),
    ).toEqual([]);
  }, 90_000);
});
