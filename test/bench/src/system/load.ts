// `npm run bench:load`: what a request costs Redis, the gateway and a simulator, and what a simulator costs that has
// nothing to do. docs/scaling.md reckons with it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@mining-ops/local/redis/free-port.js';
import { Redis } from 'ioredis';
import { BenchSystem } from './bench-system.js';
import { readmeRequest } from './questions.js';

const IDLE_MS = 20_000;
const SMALL_REQUESTS = 60;
const LARGE_REQUESTS = 3;

/** All roads and excavators: thousands of candidates, whose rounds are handed out where there are several simulators. */
const WHOLE_MINE = {
  fixed_conditions: { weatherCondition: 'Hujan Ringan', simulation_start_date: '2026-11-24T00:00:00Z' },
  time_limit_ms: 100_000,
};

/** What Redis and the gateway have done since they were started. */
interface Reading {
  readonly commands: number;
  readonly bytes: number;
  readonly redisCpuS: number;
  readonly gatewayCpuS: number;
  readonly memory: number;
  readonly atMs: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-load-'));
const port = await freePort();
const server = spawn('redis-server', ['--port', String(port), '--dir', folder, '--appendonly', 'yes'], {
  stdio: 'ignore',
});
const redis = new Redis(port, '127.0.0.1');
redis.on('error', () => undefined); // it is still starting
await redis.ping();

function number(text: string, name: RegExp): number {
  return Number(name.exec(text)?.[1] ?? NaN);
}

async function read(system: BenchSystem): Promise<Reading> {
  const metrics = await system.metrics();
  const info = await redis.info();
  return {
    commands: number(info, /total_commands_processed:(\d+)/),
    bytes: number(info, /total_net_input_bytes:(\d+)/) + number(info, /total_net_output_bytes:(\d+)/),
    redisCpuS: number(info, /used_cpu_user:([\d.]+)/) + number(info, /used_cpu_sys:([\d.]+)/),
    gatewayCpuS: number(metrics, /^process_cpu_seconds_total ([\d.]+)/m),
    memory: number(info, /used_memory:(\d+)/),
    atMs: performance.now(),
  };
}

function report(what: string, before: Reading, after: Reading, units: number): void {
  const each = (value: number): string => (value / units).toPrecision(3);
  process.stdout.write(
    `${what}: ${each(after.commands - before.commands)} commands, ${each((after.bytes - before.bytes) / 1e3)} kB, ` +
      `${each((after.redisCpuS - before.redisCpuS) * 1e3)} ms of Redis, ` +
      `${each((after.gatewayCpuS - before.gatewayCpuS) * 1e3)} ms of the gateway, ` +
      `${each((after.memory - before.memory) / 1e3)} kB kept; ${each(after.atMs - before.atMs)} ms\n`,
  );
}

try {
  for (const simulators of [1, 3]) {
    const system = await BenchSystem.start({
      REDIS_URL: `redis://127.0.0.1:${port}`,
      QUEUE_PREFIX: `load-${simulators}`,
      SIMULATOR_PROCESSES: String(simulators),
      SIMULATOR_THREADS: '1',
      ANSWER_CACHE_S: '0',
    });
    try {
      const start = await read(system);
      await sleep(IDLE_MS);
      const idle = await read(system);
      report(`idle, ${simulators} simulators, a second`, start, idle, IDLE_MS / 1e3);
      for (let seed = 1; seed <= SMALL_REQUESTS; seed += 1) await system.ask(readmeRequest(seed));
      const small = await read(system);
      report(`small request, ${simulators} simulators`, idle, small, SMALL_REQUESTS);
      for (let seed = 1; seed <= LARGE_REQUESTS; seed += 1) await system.ask({ ...WHOLE_MINE, seed });
      report(`large request, ${simulators} simulators`, small, await read(system), LARGE_REQUESTS);
    } finally {
      await system.stop();
    }
  }
} finally {
  redis.disconnect();
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
