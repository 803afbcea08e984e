import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateOf, type PrivateAddress } from './connection.js';
import { redisSettings } from './settings.js';

const PAUSE_MS = 20;
/** A large append-only file takes Redis some seconds a gigabyte to read. */
const READY_WITHIN_MS = 60_000;
const LINES_SHOWN = 5;

export interface ServerOptions extends PrivateAddress {
  readonly program: string;
  /** Folder of its data, without symbolic links. */
  readonly folder: string;
  readonly logFile: string;
}

/** A server process that this process started. */
export interface ServerProcess {
  readonly pid: number;
  /** Whether it has ended. */
  ended(): boolean;
  /** What it has written to its log since it was started. */
  lastLines(): string;
  kill(): void;
}

/** The server ended, or did not answer, before it was ready. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
}

/**
 * Starts the server in a session of its own, with its output in a file: neither Ctrl-C nor the end of this process
 * reaches it, so that its data outlives a launcher that was killed.
 */
export function spawnServer(options: ServerOptions): ServerProcess {
  const { program, folder, logFile } = options;
  const log = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const child = spawn(program, ['-'], { cwd: folder, detached: true, stdio: ['pipe', log, log] });
  closeSync(log);
  let ended = false;
  let failure = '';
  child.on('error', (error) => {
    failure = error.message;
    ended = true;
  });
  child.on('exit', () => {
    ended = true;
  });
  child.stdin?.on('error', () => undefined); // it ended before it read its settings
  child.stdin?.end(redisSettings(options));
  child.unref();
  return {
    pid: child.pid ?? 0,
    ended: () => ended,
    lastLines: () => failure || readFileSync(logFile).subarray(logStart).toString().trim(),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** @throws ServerStartError */
export async function untilServing(
  server: ServerProcess,
  address: PrivateAddress,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    signal?.throwIfAborted();
    if (server.ended()) {
      const lines = server.lastLines().split('\n').slice(-LINES_SHOWN).join('\n  ');
      throw new ServerStartError(`the private Redis ended as it was started:\n  ${lines}`);
    }
    if ((await stateOf(address)) === 'ready') return;
    if (performance.now() > deadline) {
      throw new ServerStartError(`the private Redis was not ready within ${READY_WITHIN_MS / 1_000} s`);
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
