import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testRedisUrl } from '@mining-ops/platform/testing/test-redis.js';
import { freePort } from './free-port.js';
import { untilProgress } from './queue-events.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

type Service = 'gateway' | 'simulator' | 'analyst' | 'trainer';

/** One process of the system, started as `npm start` starts it. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** Where a worker serves its metrics. */
  readonly metricsPort: number | undefined;
  /** Everything that it wrote so far. */
  output(): string;
}

/**
 * The system under test: real processes, a queue prefix, and a copy of the sample mine and its models of its own. What a
 * test starts it stops in `stop`.
 */
export class System {
  readonly processes: RunningProcess[] = [];

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Makes the folder and chooses a port; starts nothing. `changes` are further environment variables. */
  static async prepare(changes: Readonly<Record<string, string>> = {}): Promise<System> {
    const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-e2e-'));
    for (const part of ['data', 'models'])
      await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
    const port = await freePort();
    return new System(folder, port, {
      PORT: String(port),
      REDIS_URL: testRedisUrl(),
      QUEUE_PREFIX: `e2e-${randomUUID().slice(0, 8)}`,
      DATA_DIR: path.join(folder, 'data'),
      LOGS_DIR: path.join(folder, 'logs'),
      MODELS_DIR: path.join(folder, 'models'),
      SIMULATOR_THREADS: '1',
      // Every request is to be simulated, and may take its time where other work slows the machine down.
      ANSWER_CACHE_S: '0',
      STRATEGY_WAIT_MS: '120000',
      ...changes,
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The environment variables of its processes. */
  get variables(): Readonly<Record<string, string>> {
    return this.environment;
  }

  get redisUrl(): string {
    return this.environment['REDIS_URL'] ?? '';
  }

  get queuePrefix(): string {
    return this.environment['QUEUE_PREFIX'] ?? '';
  }

  get modelsDir(): string {
    return path.join(this.folder, 'models');
  }

  get dataDir(): string {
    return path.join(this.folder, 'data');
  }

  /** Starts a process and waits until it says that it is ready. */
  async start(service: Service, changes: Readonly<Record<string, string>> = {}): Promise<RunningProcess> {
    const program = path.join(ROOT, 'apps', service, 'dist', 'main.js');
    const child = spawn(process.execPath, [program], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...this.environment, ...changes },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    let metricsPort: number | undefined;
    const running: RunningProcess = {
      child,
      get metricsPort() {
        return metricsPort;
      },
      output: () => output,
    };
    this.processes.push(running);
    await new Promise<void>((resolve, reject) => {
      child.once('message', (message: { type: string; metricsPort?: number }) => {
        ({ metricsPort } = message);
        if (message.type === 'ready') resolve();
        else reject(new Error(`${service} failed to start: ${JSON.stringify(message)}`));
      });
      child.once('exit', (code) => {
        reject(new Error(`${service} ended with ${code} before it was ready:\n${output}`));
      });
    });
    return running;
  }

  /** Ends every process that still runs, and removes the folder. */
  async stop(): Promise<void> {
    await Promise.all(
      this.processes.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }),
    );
    await rm(this.folder, { recursive: true, force: true });
  }

  async post(route: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return await this.send(route, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async put(route: string, body: Buffer | string): Promise<Reply> {
    return await this.send(route, { method: 'PUT', body: new Uint8Array(Buffer.from(body)) });
  }

  async get(route: string): Promise<Reply> {
    return await this.send(route, { method: 'GET' });
  }

  async delete(route: string): Promise<Reply> {
    return await this.send(route, { method: 'DELETE' });
  }

  /** Waits until a job of the queue has come to `percent`; resolves to its id. */
  async untilProgress(queue: 'strategies' | 'chats' | 'trainings', percent: number): Promise<string> {
    return await untilProgress(this.redisUrl, this.queuePrefix, queue, percent);
  }

  private async send(route: string, init: RequestInit): Promise<Reply> {
    const startedMs = performance.now();
    const response = await fetch(this.url + route, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      durationMs: performance.now() - startedMs,
      json: () => JSON.parse(text) as unknown,
    };
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly durationMs: number;
  json(): unknown;
}
