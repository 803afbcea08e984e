import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventEmitter } from 'node:events';
import { processEnvironment } from '@mining-ops/platform/config.js';
import { EmergencyStop } from '../processes/emergency-stop.js';
import { isRunning } from '../processes/process-table.js';
import type { ServiceDefinition } from './service-definition.js';
import { Supervisor } from './supervisor.js';

let folder: string;
let supervisor: Supervisor;
let reported: string[];
let emergency: EmergencyStop;
const reports = new EventEmitter();

const service = (main: string, count = 1): ServiceDefinition => ({
  name: main,
  count,
  main: path.join(import.meta.dirname, `fixtures/${main}.mjs`),
});

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'mining-ops-supervisor-')));
  reported = [];
});
afterEach(async () => {
  await supervisor.stop();
  emergency.killAll();
  await rm(folder, { recursive: true });
});

/** Starts services; a test's times are long where they must not strike, and short where they must. */
async function start(
  services: readonly ServiceDefinition[],
  times: { readyWithinMs?: number; killAfterMs?: number } = {},
  untilHealthy: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  emergency = new EmergencyStop();
  supervisor = new Supervisor(services, {
    env: processEnvironment(),
    folder,
    logsFolder: path.join(folder, 'logs'),
    logLimits: { fileBytes: 1_000_000, kept: 1 },
    emergency,
    report: (line) => {
      reported.push(line);
      reports.emit('line', line);
    },
    readyWithinMs: 20_000,
    killAfterMs: 20_000,
    restartAfterMs: 10,
    ...times,
  });
  await supervisor.start((name) => reported.push(`${name}: ready`), untilHealthy);
}

async function untilReported(part: string): Promise<void> {
  while (!reported.some((line) => line.includes(part))) await once(reports, 'line');
}

const logOf = (name: string) => readFile(path.join(folder, 'logs', `${name}.log`), 'utf8');

/** The numbers of all processes that were ever started. */
const pids = async () =>
  (await readdir(folder)).flatMap((name) => /^pid-.*-(\d+)$/.exec(name)?.[1] ?? []).map(Number);

describe('the supervisor', () => {
  it('starts each process of each service, and stops them in order', async () => {
    await start([service('ready', 2), service('logs-error')]);
    expect(reported).toEqual(
      expect.arrayContaining(['ready-1: ready', 'ready-2: ready', 'logs-error: ready']),
    );
    expect(await pids()).toHaveLength(3);
    await supervisor.stop();
    expect((await pids()).filter(isRunning)).toEqual([]);
    expect(await logOf('ready-1')).toBe('stopped in order\n');
    expect(await logOf('ready-2')).toBe('stopped in order\n');
    expect(reported.filter((line) => /killed|again/.test(line))).toEqual([]);
  });

  it('writes all output to the log, and errors to the console in readable form', async () => {
    await start([service('logs-error')]);
    await supervisor.stop();
    const lines = (await logOf('logs-error-1')).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringContaining('all is well'),
        expect.stringContaining('job failed'),
        'a line of plain text',
        'a last line without an end',
      ]),
    );
    expect(reported.filter((line) => line.startsWith('logs-error:') && !line.endsWith(': ready'))).toEqual([
      'logs-error: job failed: road r-1 is not in the data',
    ]);
  });

  it('says which service could not start, and why, as the service told it', async () => {
    const starting = start([service('ready'), service('fails-with-message')]);
    await expect(starting).rejects.toThrow(
      `fails-with-message could not start: data/trucks.csv is missing\n  Its log: ${folder}/logs/fails-with-message-1.log`,
    );
    await supervisor.stop();
    expect((await pids()).filter(isRunning)).toEqual([]);
  });

  it('says what a service wrote that ended without a word', async () => {
    await expect(start([service('throws')])).rejects.toThrow(
      /throws could not start: it ended with exit code 1:[^]*no such model/,
    );
    await expect(start([service('is-not-there')])).rejects.toThrow(
      /is-not-there could not start: [^]*MODULE_NOT_FOUND/,
    );
  });

  it('gives up on a service that does not become ready', async () => {
    await expect(start([service('hangs')], { readyWithinMs: 300 })).rejects.toThrow(
      'hangs could not start: it was not ready within 0.3 s',
    );
  });

  it('fails when a service ends before all is healthy', async () => {
    const starting = start([service('ready')], {}, async () => {
      process.kill(supervisor.services[0]!.pid!, 'SIGKILL');
      await new Promise(() => undefined);
    });
    await expect(starting).rejects.toThrow('ready was ended by SIGKILL before all parts were ready');
  });

  it('starts a process again that dies, and says so, as often as it does', async () => {
    await start([service('ready', 2)]);
    const [dying, other] = supervisor.services;
    const otherPid = other!.pid;
    for (const wait of ['0.01', '0.02']) {
      reported.splice(0);
      const pid = dying!.pid!;
      process.kill(pid, 'SIGKILL');
      await untilReported('ready-1 is ready again');
      expect(reported).toEqual([
        `ready-1 was ended by SIGKILL; starting it again in ${wait} s`,
        'ready-1 is ready again',
      ]);
      expect(dying!.pid).not.toBe(pid);
    }
    expect(other!.pid).toBe(otherPid);
  });

  it('kills a process that does not stop in time', async () => {
    await start([service('ignores-sigterm'), service('ready')], { killAfterMs: 100 });
    await supervisor.stop();
    expect(reported).toContain('ignores-sigterm did not stop in 0.1 s: killed it');
    expect((await pids()).filter(isRunning)).toEqual([]);
    expect(await logOf('ready-1')).toBe('stopped in order\n');
  });

  it('kills all at once when there is no time', async () => {
    await start([service('ignores-sigterm'), service('ready')]);
    emergency.killAll();
    await supervisor.stop();
    expect((await pids()).filter(isRunning)).toEqual([]);
    expect(await logOf('ready-1')).toBe('');
  });
});
