import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processEnvironment, withoutOwnVariables } from '@mining-ops/platform/config.js';
import { isRunning } from './processes/process-table.js';
import { askPrivateRedis } from './redis/connection.js';
import { freePort } from './redis/free-port.js';
import { readState } from './redis/state-file.js';

/** What the issue allows from Ctrl-C until all has stopped. */
const STOPS_WITHIN_MS = 5_000;

let root: string;
const launchers: Launcher[] = [];

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'mining-ops-launch-')));
});
afterEach(async () => {
  for (const launcher of launchers.splice(0)) {
    launcher.child.kill('SIGINT');
    await launcher.ended;
  }
  expect((await everyPid()).filter(isRunning)).toEqual([]);
  await rm(root, { recursive: true });
});

/** A launcher in a process of its own, which starts fixtures as services. */
class Launcher {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(
    readonly port: number,
    services: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) {
    this.child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'supervisor/fixtures/launcher.mjs'), ...services],
      {
        cwd: root,
        env: { ...withoutOwnVariables(processEnvironment()), PORT: String(port), ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.child.stdout!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    launchers.push(this);
  }

  async untilPrinted(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`it ended without "${text}":\n${this.output}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.ended]);
    }
  }

  get redisFolder(): string {
    return path.join(root, '.mining-ops', String(this.port), 'redis');
  }
}

async function launch(
  services: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Launcher> {
  return new Launcher(await freePort(), services, env);
}

/** Every process that a fixture or a Redis in this root ever was. */
const everyPid = async (): Promise<number[]> => {
  const fixtures = (await readdir(root))
    .flatMap((name) => /^pid-.*-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number);
  const ports = await readdir(path.join(root, '.mining-ops')).catch(() => []);
  const servers = ports.flatMap(
    (port) => readState(path.join(root, '.mining-ops', port, 'redis'))?.pid ?? [],
  );
  return [...fixtures, ...servers];
};

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('npm start', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'starts all, prints the URLs, and by %s stops all within 5 s and exits with 0',
    async (signal) => {
      const launcher = await launch(['gateway', 'ready', 'ignores-sigterm']);
      await launcher.untilPrinted('Press Ctrl-C');
      expect(launcher.output).toContain(`\nmining-ops is ready at http://127.0.0.1:${launcher.port}\n`);
      expect(launcher.output).toMatch(/\d\.\d\d s {2}redis: .*-server, private/);
      const { pid } = readState(launcher.redisFolder)!;
      const askedAtMs = performance.now();
      launcher.child.kill(signal);
      expect(await launcher.ended).toBe(0);
      expect(performance.now() - askedAtMs).toBeLessThan(STOPS_WITHIN_MS);
      expect([...(await everyPid()), pid!].filter(isRunning)).toEqual([]);
      expect(await readdir(launcher.redisFolder)).toEqual(['appendonlydir']);
      expect(await readFile(path.join(root, 'logs', String(launcher.port), 'ready-1.log'), 'utf8')).toBe(
        'stopped in order\n',
      );
    },
  );

  it('kills at once by a second Ctrl-C and exits with 130', async () => {
    const launcher = await launch(['gateway', 'ignores-sigterm']);
    await launcher.untilPrinted('Press Ctrl-C');
    const pids = await everyPid();
    launcher.child.kill('SIGINT');
    await launcher.untilPrinted('stopping');
    launcher.child.kill('SIGINT');
    expect(await launcher.ended).toBe(130);
    while (pids.some(isRunning)) await sleep(1);
  });

  it('can be stopped while it still starts', async () => {
    const launcher = await launch(['gateway', 'hangs']);
    await launcher.untilPrinted('gateway: ready');
    launcher.child.kill('SIGINT');
    expect(await launcher.ended).toBe(0);
    expect(launcher.output).not.toContain('could not start');
    expect((await everyPid()).filter(isRunning)).toEqual([]);
  });

  it.each([
    ['fails-with-message', 'fails-with-message could not start: data/trucks.csv is missing'],
    ['throws', 'throws could not start: it ended with exit code 1'],
  ])('exits with 1 when a part %s, and says which and why', async (part, message) => {
    const launcher = await launch(['gateway', part]);
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toContain(message);
    expect(launcher.output).not.toContain('is ready at');
  });

  it('exits with 1 when a part is not ready in time', async () => {
    const hanging = await launch(['hangs'], { READY_WITHIN_MS: '500' });
    expect(await hanging.ended).toBe(1);
    expect(hanging.output).toContain('hangs could not start: it was not ready within 0.5 s');
  });

  it('exits with 1 before it starts anything when the port is taken', async () => {
    const port = await freePort();
    const other = await occupy(port);
    const launcher = new Launcher(port, ['gateway']);
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toContain(`port ${port} on 127.0.0.1 is in use`);
    expect(launcher.output).toContain(`PORT=${port + 1} npm start`);
    expect(await readdir(root)).toEqual([]);
    other.close();
  });

  it('exits with 1 and every fault of the environment', async () => {
    const launcher = await launch(['gateway'], { SIMULATOR_PROCESSES: 'many', LOG_LEVEL: 'loud' });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toContain('SIMULATOR_PROCESSES is "many"');
    expect(launcher.output).toContain('LOG_LEVEL is "loud"');
  });

  it('refuses to be reached by others without API keys, before it starts anything', async () => {
    const launcher = await launch(['gateway'], { HOST: '0.0.0.0' });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output).toContain('HOST is "0.0.0.0": without API keys only loopback may be listened on');
    expect(launcher.output).toContain('npm run keys:create -- --role operator');
    expect(await readdir(root)).toEqual([]);
  });

  it('leaves no service when it is killed; the next start adopts its Redis, with its data', async () => {
    const first = await launch(['gateway', 'ready']);
    await first.untilPrinted('Press Ctrl-C');
    const { port, password, pid } = readState(first.redisFolder)!;
    await askPrivateRedis({ port, password }, (redis) => redis.call('SET', 'truck', 'T-9'));
    const fixtures = (await everyPid()).filter((one) => one !== pid);
    first.child.kill('SIGKILL');
    await first.ended;
    while (fixtures.some(isRunning)) await sleep(1);
    expect(isRunning(pid!)).toBe(true);

    const second = new Launcher(first.port, ['gateway']);
    await second.untilPrinted('Press Ctrl-C');
    expect(second.output).toContain('redis: the one that an earlier start left over');
    expect(await askPrivateRedis({ port, password }, (redis) => redis.call('GET', 'truck'))).toBe('T-9');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    expect(isRunning(pid!)).toBe(false);
  });

  it('runs twice side by side, and never stops a Redis that REDIS_URL names', async () => {
    const owner = await launch(['gateway']);
    await owner.untilPrinted('Press Ctrl-C');
    const { port, password, pid } = readState(owner.redisFolder)!;
    const guest = await launch(['gateway'], { REDIS_URL: `redis://:${password}@127.0.0.1:${port}` });
    const neighbour = await launch(['gateway']);
    await guest.untilPrinted('Press Ctrl-C');
    await neighbour.untilPrinted('Press Ctrl-C');
    expect(guest.output).toContain('redis: the one that REDIS_URL names');
    for (const launcher of [guest, neighbour]) {
      launcher.child.kill('SIGINT');
      expect(await launcher.ended).toBe(0);
    }
    expect(isRunning(pid!)).toBe(true);
    expect((await stat(path.join(owner.redisFolder, 'redis.json'))).isFile()).toBe(true);
  });
});
