import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { freePort } from '../e2e/support/free-port.js';
import { PROMETHEUS_DIR } from './tools.js';

const resultSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});

/** A value of a query at the moment. */
export interface QueriedSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A real Prometheus with the rules of `deploy/prometheus`, on a free port of the loopback, looking every two seconds. */
export class RunningPrometheus {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly url: string,
  ) {}

  /** @param ports where each service serves its metrics */
  static async start(ports: Readonly<Record<string, number>>): Promise<RunningPrometheus> {
    const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-prometheus-'));
    const config = path.join(folder, 'prometheus.yml');
    const given = parse(await readFile(path.join(PROMETHEUS_DIR, 'prometheus.yml'), 'utf8')) as {
      readonly rule_files: readonly string[];
      readonly scrape_configs: readonly { readonly job_name: string }[];
    };
    const text = stringify({
      global: { scrape_interval: '2s', evaluation_interval: '2s' },
      rule_files: given.rule_files.map((file) => path.join(PROMETHEUS_DIR, file)),
      scrape_configs: given.scrape_configs.map(({ job_name }) => ({
        job_name,
        static_configs: Object.entries(ports).map(([service, port]) => ({
          targets: [`127.0.0.1:${port}`],
          labels: { service },
        })),
      })),
    });
    await writeFile(config, text);
    const port = await freePort();
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${path.join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const running = new RunningPrometheus(child, folder, `http://127.0.0.1:${port}`);
    await untilReady(child);
    return running;
  }

  async query(expression: string): Promise<QueriedSample[]> {
    const response = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const body: unknown = await response.json();
    const parsed = resultSchema.safeParse(body);
    if (!parsed.success) throw new Error(`${expression}: ${JSON.stringify(body)}`);
    return parsed.data.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function untilReady(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('prometheus has no output');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    if (line.includes('Server is ready to receive web requests')) {
      child.stderr.resume(); // what follows is nobody's to read
      return;
    }
  }
  throw new Error(`prometheus did not start:\n${lines.join('\n')}`);
}
