import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processEnvironment } from '@mining-ops/platform/config.js';
import { EmergencyStop } from '../processes/emergency-stop.js';
import { isRunning } from '../processes/process-table.js';
import { askPrivateRedis, stateOf, type PrivateAddress } from './connection.js';
import { checkGivenRedis } from './given-redis.js';
import { thisMachine } from './machine.js';
import { openPrivateRedis, type PrivateRedis } from './private-redis.js';
import { readState, writeState } from './state-file.js';

const machine = thisMachine(processEnvironment());
const found = machine.which('redis-server') ?? machine.which('valkey-server');
if (found === undefined)
  throw new Error('these tests need a redis-server on the PATH: run them by `npm test`');
const program: string = found;

let folder: string;
let reported: string[];
const opened: PrivateRedis[] = [];
const launchers: ChildProcess[] = [];

beforeEach(async () => {
  folder = path.join(await realpath(await mkdtemp(path.join(tmpdir(), 'mining-ops "redis" '))), 'redis');
  reported = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((redis) => redis.stop()));
  for (const launcher of launchers.splice(0)) {
    if (launcher.exitCode === null && launcher.signalCode === null) await killed(launcher);
  }
  if (readState(folder)) await stop(await open()); // what a killed launcher left over
  await rm(path.dirname(folder), { recursive: true, force: true });
});

async function open(): Promise<PrivateRedis> {
  const redis = await openPrivateRedis({
    program,
    folder,
    logFile: path.join(folder, 'redis.log'),
    emergency: new EmergencyStop(),
    report: (line) => reported.push(line),
  });
  opened.push(redis);
  return redis;
}

async function stop(redis: PrivateRedis): Promise<void> {
  opened.splice(opened.indexOf(redis), 1);
  await redis.stop();
}

const call = (address: PrivateAddress, ...command: [string, ...string[]]) =>
  askPrivateRedis(address, (redis) => redis.call(...command));

/** A launcher in a process of its own. */
async function openElsewhere(): Promise<{
  launcher: ChildProcess;
  address: PrivateAddress & { origin: string };
}> {
  const fixture = path.join(import.meta.dirname, 'fixtures/launcher-that-waits.mjs');
  const launcher = spawn(process.execPath, [fixture, program, folder, path.join(folder, 'redis.log')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  launchers.push(launcher);
  const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
  return { launcher, address: JSON.parse(line.toString()) as PrivateAddress & { origin: string } };
}

async function killed(launcher: ChildProcess): Promise<void> {
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
}

describe('a private Redis', () => {
  it('answers on loopback only, by password, with its data in its folder', async () => {
    const redis = await open();
    expect(redis.origin).toBe('started');
    expect(redis.url).toMatch(/^redis:\/\/:[0-9a-f]{48}@127\.0\.0\.1:\d+$/);
    await expect(checkGivenRedis(redis.url)).resolves.toBeUndefined();
    const settings = await Promise.all(
      ['bind', 'appendonly', 'appendfsync', 'maxmemory-policy', 'dir'].map((name) =>
        call(redis.address, 'CONFIG', 'GET', name),
      ),
    );
    expect(settings.map((setting) => (setting as string[])[1])).toEqual([
      '127.0.0.1',
      'yes',
      'everysec',
      'noeviction',
      folder,
    ]);
  });

  it('shows its password neither in the list of processes nor to other users', async () => {
    const { address } = await open();
    const { pid } = readState(folder)!;
    expect(await readFile(`/proc/${pid!}/cmdline`, 'utf8')).not.toContain(address.password);
    expect((await stat(path.join(folder, 'redis.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('has its data again after a stop and a start, and leaves no process and no record', async () => {
    const first = await open();
    await call(first.address, 'SET', 'truck', 'T-1');
    const { pid } = readState(folder)!;
    await stop(first);
    expect(isRunning(pid!)).toBe(false);
    expect(await readdir(folder)).not.toContain('redis.json');
    expect(await readdir(folder)).not.toContain('launcher.lock');

    const second = await open();
    expect(second.origin).toBe('started');
    expect(second.address.password).not.toBe(first.address.password);
    expect(await call(second.address, 'GET', 'truck')).toBe('T-1');
  });

  it('is adopted when its launcher was killed', async () => {
    const { launcher, address } = await openElsewhere();
    await call(address, 'SET', 'truck', 'T-2');
    const { pid } = readState(folder)!;
    await killed(launcher);

    const adopted = await open();
    expect(adopted.origin).toBe('adopted');
    expect(adopted.address).toMatchObject({ port: address.port, password: address.password });
    expect(await call(adopted.address, 'GET', 'truck')).toBe('T-2');
    await stop(adopted);
    expect(isRunning(pid!)).toBe(false);
  });

  it('belongs to one launcher at a time', async () => {
    const { launcher, address } = await openElsewhere();
    await expect(open()).rejects.toThrow(`another mining-ops (process ${launcher.pid!}) uses ${folder}`);
    expect(await stateOf(address)).toBe('ready');
  });

  it('is started again, at its address and with its data, when it dies', async () => {
    const redis = await open();
    await call(redis.address, 'SET', 'truck', 'T-3');
    process.kill(readState(folder)!.pid!, 'SIGKILL');
    while (!reported.includes('redis is ready again')) await sleep(20);
    expect(await call(redis.address, 'GET', 'truck')).toBe('T-3');
  });

  it('that cannot start says what it wrote', async () => {
    const opening = openPrivateRedis({
      program: '/bin/false',
      folder,
      logFile: path.join(folder, 'redis.log'),
      emergency: new EmergencyStop(),
      report: () => undefined,
    });
    await expect(opening).rejects.toThrow('the private Redis ended as it was started');
    expect(await readdir(folder)).toEqual(['redis.log']);
  });

  it('that is called off as it starts leaves no process', async () => {
    const calledOff = new AbortController();
    const opening = openPrivateRedis({
      program,
      folder,
      logFile: path.join(folder, 'redis.log'),
      emergency: new EmergencyStop(),
      report: () => undefined,
      signal: calledOff.signal,
    });
    let state = readState(folder);
    while (!state?.pid) {
      await sleep(1);
      state = readState(folder);
    }
    calledOff.abort();
    await expect(opening).rejects.toThrow('aborted');
    while (isRunning(state.pid)) await sleep(1);
    expect(await readdir(folder)).not.toContain('launcher.lock');
  });
});

describe('a record of a Redis that is not ours any more', () => {
  let stranger: { launcher: ChildProcess; address: PrivateAddress };
  let ownFolder: string;

  beforeEach(async () => {
    ownFolder = folder;
    folder = path.join(path.dirname(folder), 'stranger');
    stranger = await openElsewhere();
  });

  afterEach(async () => {
    expect(await stateOf(stranger.address)).toBe('ready'); // it was left alone
    await killed(stranger.launcher);
    folder = path.join(path.dirname(folder), 'stranger');
    await stop(await open()); // adopts and ends it
    folder = ownFolder;
  });

  it.each([
    ['its port belongs to a Redis with another password', { password: 'x' }],
    ['its port and password belong to a Redis with another folder', {}],
    ['its process has ended', { pid: 2 ** 22 - 1 }],
  ])('is not trusted when %s', async (_, change) => {
    const { pid } = readState(folder)!;
    folder = ownFolder;
    const first = await open(); // makes the folder
    await stop(first);
    writeState(folder, { ...stranger.address, pid, ...change });
    const redis = await open();
    expect(redis.origin).toBe('started');
    expect(redis.address.port).not.toBe(stranger.address.port);
  });
});

describe('the Redis that REDIS_URL names', () => {
  it('is refused with its address and a remedy when it does not answer', async () => {
    const redis = await open();
    const { port } = redis.address;
    await expect(checkGivenRedis(`redis://:wrong@127.0.0.1:${port}`)).rejects.toThrow(
      /REDIS_URL \(redis:\/\/:\*\*\*@127\.0\.0\.1:\d+\) cannot be used: WRONGPASS/,
    );
    await expect(checkGivenRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow('NOAUTH');
    await stop(redis);
    await expect(checkGivenRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow('ECONNREFUSED');
  });

  it('is refused when something else listens there and says nothing', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    await expect(checkGivenRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow('no answer within 3 s');
    silent.close();
  });
});
