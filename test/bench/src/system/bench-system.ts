import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalSystem } from '@mining-ops/local/local-system.js';
import { EmergencyStop } from '@mining-ops/local/processes/emergency-stop.js';
import { freePort } from '@mining-ops/local/redis/free-port.js';
import { servicesOf } from '@mining-ops/local/services.js';
import { loadConfig, processEnvironment, withoutOwnVariables } from '@mining-ops/platform/config.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const READY_WITHIN_MS = 60_000;
const KILL_AFTER_MS = 3_000;

const emergency = new EmergencyStop();
process.on('exit', () => {
  emergency.killAll();
});

export interface Timed {
  readonly status: number;
  readonly durationMs: number;
  readonly body: unknown;
}

/**
 * The whole system as `npm start` runs it, on a port, in a folder and with a Redis of its own. Nothing of the caller's
 * environment steers it.
 */
export class BenchSystem {
  private constructor(
    private readonly system: LocalSystem,
    private readonly folder: string,
  ) {}

  /** @param changes environment variables of the system, SIMULATOR_THREADS and so on */
  static async start(changes: Readonly<Record<string, string>> = {}): Promise<BenchSystem> {
    const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-bench-'));
    for (const part of ['data', 'models'])
      await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
    const environment = {
      ...withoutOwnVariables(processEnvironment()),
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
      ...changes,
    };
    const config = loadConfig(environment, folder);
    const system = new LocalSystem({
      config,
      environment,
      root: folder,
      services: servicesOf(config),
      emergency,
      report: () => undefined,
      readyWithinMs: READY_WITHIN_MS,
      killAfterMs: KILL_AFTER_MS,
    });
    const bench = new BenchSystem(system, folder);
    try {
      await system.start(new AbortController().signal);
    } catch (error) {
      await bench.stop();
      throw error;
    }
    return bench;
  }

  get modelsDir(): string {
    return path.join(this.folder, 'models');
  }

  get logsFolder(): string {
    return this.system.logsFolder;
  }

  /** Posts a body and reads the whole answer; the time includes both. */
  async post(route: string, body: unknown): Promise<Timed> {
    return this.send('POST', route, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Sends a request and reads the whole answer, which is JSON. */
  async send(
    method: 'GET' | 'POST' | 'DELETE',
    route: string,
    content: Pick<RequestInit, 'headers' | 'body'> = {},
  ): Promise<Timed> {
    const startMs = performance.now();
    const response = await fetch(this.system.url + route, { method, ...content });
    const text = await response.text();
    const durationMs = performance.now() - startMs;
    return { status: response.status, durationMs, body: JSON.parse(text) };
  }

  /** The gateway's metrics, in Prometheus' text format. */
  async metrics(): Promise<string> {
    return await (await fetch(`${this.system.url}/metrics`)).text();
  }

  /** Posts a question about strategies; one that is not answered is an error. */
  async ask(question: unknown): Promise<Timed> {
    const timed = await this.post('/get_top_3_strategies', question);
    if (timed.status !== 200)
      throw new Error(`a question was answered ${timed.status}: ${JSON.stringify(timed.body).slice(0, 300)}`);
    return timed;
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs with a system, and stops it however that ends. */
export async function withSystem<T>(
  changes: Readonly<Record<string, string>>,
  run: (system: BenchSystem) => Promise<T>,
): Promise<T> {
  const system = await BenchSystem.start(changes);
  try {
    return await run(system);
  } finally {
    await system.stop();
  }
}
