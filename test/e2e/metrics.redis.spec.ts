import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ScriptedOllama } from '@mining-ops/analyst/testing/scripted-ollama.js';
import { samplesOf } from '@mining-ops/platform/testing/metrics-text.js';
import { smallQuestion } from './support/requests.js';
import { System } from './support/system.js';

const SERVICES = ['gateway', 'simulator', 'analyst', 'trainer'] as const;
const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/metrics.md');

interface Described {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

describe('the metrics of a running system', () => {
  let ollama: ScriptedOllama;
  let system: System;
  const texts = new Map<(typeof SERVICES)[number], string>();

  const sumOf = (name: string, labels: Readonly<Record<string, string>> = {}): number =>
    [...texts.values()]
      .flatMap(samplesOf)
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
      .reduce((sum, { value }) => sum + value, 0);

  beforeAll(async () => {
    ollama = await ScriptedOllama.start();
    ollama.script = () => ({ words: ['Opsi ', '1 ', 'untung ', '999 ', 'miliar ', 'IDR.'] });
    system = await System.prepare({ OLLAMA_HOST: ollama.url, OLLAMA_MODEL: 'test-model' });
    for (const service of SERVICES) await system.start(service);
    const strategies = await system.post('/get_top_3_strategies', smallQuestion());
    expect(strategies.status).toBe(200);
    const job_id = strategies.headers.get('x-job-id');
    expect((await system.post('/ask_chatbot', { pertanyaan_user: 'Mengapa opsi 1?', job_id })).status).toBe(
      200,
    );
    expect((await system.get('/nothing/here')).status).toBe(404);
    for (const [i, service] of SERVICES.entries()) {
      const port = system.processes[i]?.metricsPort ?? system.port;
      texts.set(service, await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
    }
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await ollama.stop();
  });

  it('count the requests, the jobs, the simulations and the answers that there were', () => {
    const requests = 'mining_ops_http_request_duration_seconds_count';
    expect(sumOf(requests, { route: '/get_top_3_strategies', method: 'POST', status: '200' })).toBe(1);
    expect(sumOf(requests, { route: 'unmatched', status: '404' })).toBe(1);
    for (const queue of ['strategies', 'chats']) {
      expect(sumOf('mining_ops_job_run_seconds_count', { queue, outcome: 'completed' })).toBe(1);
      expect(sumOf('mining_ops_queue_workers', { queue })).toBe(1);
      expect(sumOf('mining_ops_queue_jobs', { queue, state: 'completed' })).toBe(1);
    }
    const replications = sumOf('mining_ops_simulation_replications_total');
    expect(replications).toBeGreaterThanOrEqual(33); // candidates of the question, each simulated at least once
    expect(sumOf('mining_ops_simulation_events_total')).toBeGreaterThan(100 * replications); // trucks make dozens of trips
    expect(sumOf('mining_ops_simulation_busy_seconds_total')).toBeGreaterThan(0);
    expect(sumOf('mining_ops_searches_total')).toBe(1);
    expect(sumOf('mining_ops_search_candidates_total')).toBe(33);
    expect(sumOf('mining_ops_analyst_answers_total', { source: 'model' })).toBe(1);
    expect(sumOf('mining_ops_analyst_ungrounded_numbers_total', { when: 'answered' })).toBe(1);
    expect(sumOf('mining_ops_analyst_generated_tokens_total')).toBe(12); // it was asked once more
    expect(sumOf('mining_ops_analyst_model_available')).toBe(1);
  });

  it('are the same that docs/metrics.md lists: process, name, type and meaning', async () => {
    const text = await readFile(DOCUMENT, 'utf8');
    const listed = [...text.matchAll(/^\| `(mining_ops_\w+)` +\| (\w+) +\| ([\w, ]+?) +\| (.+?) +\|$/gm)].map(
      ([, name = '', type = '', where = '', help = '']) => ({ name, type, where, help }),
    );
    const served = new Map<string, Described & { readonly where: string[] }>();
    for (const [service, scraped] of texts) {
      for (const described of describedIn(scraped)) {
        const known = served.get(described.name);
        if (known) known.where.push(service);
        else served.set(described.name, { ...described, where: [service] });
      }
    }
    const expected = [...served.values()].map(({ where, ...rest }) => ({ ...rest, where: where.join(', ') }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect(listed.toSorted(byName)).toEqual(expected.toSorted(byName));
  });
});

/** The metrics of our own, as the process itself describes them. */
function describedIn(text: string): Described[] {
  return [...text.matchAll(/^# HELP (mining_ops_\w+) (.+)\n# TYPE \w+ (\w+)$/gm)].map(
    ([, name = '', help = '', type = '']) => ({ name, type, help }),
  );
}
