import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmergencyStop } from '../processes/emergency-stop.js';
import { isRunning, workingFolderOf } from '../processes/process-table.js';
import { sendSignal } from '../processes/send-signal.js';
import { acquireLock, LockedError } from '../processes/state-lock.js';
import { messageOf, urlOf, type PrivateAddress } from './connection.js';
import { freePort } from './free-port.js';
import { findLeftOverRedis } from './left-over-redis.js';
import { ServerStartError, spawnServer, untilServing, type ServerProcess } from './server-process.js';
import { removeState, writeState } from './state-file.js';

const PORTS_TRIED = 5;
const WATCH_MS = 500;
const PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 30_000;
/** With the 3 s that the services have, this stays below the 5 s in which all must be stopped. */
const STOPS_WITHIN_MS = 1_200;

export interface PrivateRedisOptions {
  readonly program: string;
  /** Folder of its data and its record; made when it is not there. */
  readonly folder: string;
  readonly logFile: string;
  readonly emergency: EmergencyStop;
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Another launcher that is alive uses the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Opens the private Redis of a folder: adopts the one that a killed launcher left over, or starts one. Of one folder
 * only one process has it at a time. When it dies it is started again at the same address, with its data.
 *
 * @throws FolderInUseError, UnreachableRedisError, ServerStartError
 */
export async function openPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const folder = realpathSync(options.folder);
  const unlock = lock(folder);
  try {
    const leftOver = await findLeftOverRedis(folder, options.signal);
    if (leftOver) {
      writeState(folder, leftOver);
      return new PrivateRedis({ ...options, folder }, leftOver, 'adopted', leftOver.pid, unlock);
    }
    const [address, server] = await startOnFreePort({ ...options, folder });
    return new PrivateRedis({ ...options, folder }, address, 'started', server.pid, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

export class PrivateRedis {
  readonly url: string;
  private readonly watch: NodeJS.Timeout;
  private readonly forget: () => void;
  private readonly stopping = new AbortController();
  private restart: Promise<void> | undefined;

  constructor(
    private readonly options: PrivateRedisOptions,
    readonly address: PrivateAddress,
    readonly origin: 'started' | 'adopted',
    private pid: number,
    private readonly unlock: () => void,
  ) {
    this.url = urlOf(address);
    this.forget = options.emergency.add(() => {
      this.signal('SIGKILL');
    });
    this.watch = setInterval(() => {
      if (!this.restart && !isRunning(this.pid)) this.restart = this.startAgain();
    }, WATCH_MS).unref();
  }

  /** Stops it, with all its data on the disk; kills it when it does not stop in time. */
  async stop(): Promise<void> {
    clearInterval(this.watch);
    this.stopping.abort();
    await this.restart;
    this.signal('SIGTERM');
    if (!(await this.endsWithin(STOPS_WITHIN_MS))) {
      this.signal('SIGKILL');
      await this.endsWithin(STOPS_WITHIN_MS);
    }
    this.forget();
    removeState(this.options.folder);
    this.unlock();
  }

  /** The number may belong to another process by now: its folder tells, where the system says it. */
  private signal(name: 'SIGTERM' | 'SIGKILL'): void {
    const folder = workingFolderOf(this.pid);
    if (folder === undefined || folder === this.options.folder) sendSignal(this.pid, name);
  }

  private async endsWithin(ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (isRunning(this.pid)) {
      if (performance.now() > deadline) return false;
      await sleep(PAUSE_MS);
    }
    return true;
  }

  /** At the same address, because that is what the services know. */
  private async startAgain(): Promise<void> {
    const { report } = this.options;
    const { signal } = this.stopping;
    const isOver = (): boolean => signal.aborted;
    for (let pauseMs = 1_000; !isOver(); pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      report('redis ended unexpectedly; starting it again');
      try {
        const server = await startAt({ ...this.options, signal }, this.address);
        this.pid = server.pid;
        report('redis is ready again');
        break;
      } catch (error) {
        if (isOver()) break;
        report(`redis could not be started again: ${messageOf(error)}`);
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
    this.restart = undefined;
  }
}

function lock(folder: string): () => void {
  const file = path.join(folder, 'launcher.lock');
  try {
    return acquireLock(file);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new FolderInUseError(
      `another mining-ops (process ${error.pid}) uses ${folder}: it has the same PORT. ` +
        'Stop it, or start this one with another PORT.',
    );
  }
}

async function startOnFreePort(options: PrivateRedisOptions): Promise<[PrivateAddress, ServerProcess]> {
  for (let attempt = 1; ; attempt += 1) {
    const address = { port: await freePort(), password: randomBytes(24).toString('hex') };
    try {
      return [address, await startAt(options, address)];
    } catch (error) {
      const portTaken =
        error instanceof ServerStartError && /address already in use|failed listening/i.test(error.message);
      if (!portTaken || attempt === PORTS_TRIED) throw error;
    }
  }
}

/** Leaves nothing behind when it fails. The record is there before the server, lest one run that nobody knows of. */
async function startAt(options: PrivateRedisOptions, address: PrivateAddress): Promise<ServerProcess> {
  const { folder, emergency, signal } = options;
  writeState(folder, { ...address, pid: null });
  const server = spawnServer({ ...options, ...address });
  const forget = emergency.add(() => {
    server.kill();
  });
  try {
    if (server.pid !== 0) writeState(folder, { ...address, pid: server.pid });
    await untilServing(server, address, signal);
    return server;
  } catch (error) {
    server.kill();
    removeState(folder);
    throw error;
  } finally {
    forget();
  }
}
