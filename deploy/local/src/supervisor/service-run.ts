import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '@mining-ops/platform/config.js';
import { processMessage } from '@mining-ops/platform/process-lifecycle-messages.js';
import type { EmergencyStop } from '../processes/emergency-stop.js';
import { sendSignal } from '../processes/send-signal.js';
import type { ServiceLog } from './service-log.js';

/** A process that ended may have left its output open to one that it started. */
const OUTPUT_ENDS_WITHIN_MS = 500;

export interface RunOptions {
  readonly main: string;
  readonly nodeOptions?: readonly string[] | undefined;
  readonly env: Environment;
  /** Working folder. */
  readonly folder: string;
  readonly log: ServiceLog;
  readonly emergency: EmergencyStop;
}

/** One life of a service's process. */
export interface ServiceRun {
  readonly pid: number | undefined;
  /** Rejects with the reason when the process says that it cannot start, or ends first. */
  readonly ready: Promise<void>;
  /** How it ended, in words, once it has, and its log is written. Never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to stop; kills it when it has not ended in time. Resolves, like `ended`, to whether it had to be killed. */
  stop(killAfterMs: number): Promise<boolean>;
}

/**
 * Starts a process of a service in a group of its own: Ctrl-C in the terminal then reaches this process only, which
 * stops the services in order.
 */
export function runService({ main, nodeOptions = [], env, folder, log, emergency }: RunOptions): ServiceRun {
  const child = spawn(process.execPath, [...nodeOptions, main], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const kill = (): void => {
    // The whole group, while the process has not ended: only then is the number surely its own.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      sendSignal(-child.pid, 'SIGKILL');
    }
  };
  const forget = emergency.add(kill);
  const ended = untilEnded(child, log).finally(forget);
  const ready = untilReady(child, ended, log);
  ready.catch(() => undefined); // whoever stops it before it is ready does not wait for this
  return {
    pid: child.pid,
    ready,
    ended,
    stop: async (killAfterMs) => {
      child.kill('SIGTERM');
      const inTime = new AbortController();
      let killed = false;
      const killLate = sleep(killAfterMs, undefined, { signal: inTime.signal }).then(
        () => {
          killed = true;
          kill();
        },
        () => undefined,
      );
      await ended;
      inTime.abort();
      await killLate;
      return killed;
    },
  };
}

async function untilReady(child: ChildProcess, ended: Promise<string>, log: ServiceLog): Promise<void> {
  const told = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = processMessage.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'ready') resolve();
      else reject(new Error(parsed.data.reason));
    });
  });
  const died = ended.then((how) => {
    const reason = log.reason();
    throw new Error(reason === undefined ? `it ${how}` : `it ${how}:\n${reason}`);
  });
  await Promise.race([told, died]);
}

async function untilEnded(child: ChildProcess, log: ServiceLog): Promise<string> {
  const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const output = Promise.all(outputs.map((stream) => log.take(stream)));
  const how = await new Promise<string>((resolve) => {
    child.on('error', (error) => {
      // Other errors, such as a signal that could not be sent, do not end it.
      if (child.pid === undefined) resolve(`could not be run: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      resolve(code === null ? `was ended by ${signal ?? 'a signal'}` : `ended with exit code ${code}`);
    });
  });
  const done = new AbortController();
  await Promise.race([
    output,
    sleep(OUTPUT_ENDS_WITHIN_MS, undefined, { signal: done.signal }).catch(() => undefined),
  ]);
  done.abort();
  for (const stream of outputs) stream.destroy();
  await log.close();
  return how;
}
