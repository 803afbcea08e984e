import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutOwnVariables, type Environment } from '@mining-ops/platform/config.js';
import { TEST_REDIS_VARIABLE } from '@mining-ops/platform/testing/test-redis.js';
import { EmergencyStop } from './processes/emergency-stop.js';
import { offerPrometheus } from './prometheus/offer-prometheus.js';
import { thisMachine } from './redis/machine.js';
import { provideRedis } from './redis/provide-redis.js';
import { stopRequested } from './stop-request.js';
import { removeLeftovers } from './test-leftovers.js';

const FOLDER_PREFIX = 'mining-ops-tests-';

export interface TestRunOptions {
  readonly root: string;
  readonly environment: Environment;
  /** Arguments for Jest. */
  readonly args: readonly string[];
}

/**
 * Runs Jest with a private Redis in a folder of its own, which goes when Jest has ended. What the developer's shell
 * says about the system (REDIS_URL above all) does not reach the tests: nobody's Redis is touched.
 *
 * @returns Jest's exit code; 130 when it was ended by a signal
 */
export async function runTests({ root, environment, args }: TestRunOptions): Promise<number> {
  const emergency = new EmergencyStop();
  process.on('exit', () => {
    emergency.killAll();
  });
  const signal = stopRequested({
    onSecond: () => {
      process.exit(130);
    },
  });
  const env = withoutOwnVariables(environment);
  const machine = thisMachine(env, signal);
  // Jest's own report goes there, too; its summary on the standard output stays the last thing.
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const program = machine.which('redis-server') ?? machine.which('valkey-server');
  if (program !== undefined) await removeLeftovers(tmpdir(), FOLDER_PREFIX, { program, emergency });
  const folder = await mkdtemp(path.join(tmpdir(), FOLDER_PREFIX));
  try {
    const redis = await provideRedis({
      machine,
      folder: path.join(folder, 'redis'),
      logFile: path.join(folder, 'redis.log'),
      emergency,
      urlIsAWay: false,
      report,
      signal,
    });
    try {
      await offerPrometheus(machine, report);
      return await runJest(root, args, { ...env, [TEST_REDIS_VARIABLE]: redis.url }, signal);
    } finally {
      await redis.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In this process's group: Ctrl-C in the terminal reaches Jest, which ends its workers. */
async function runJest(
  root: string,
  args: readonly string[],
  env: Environment,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules/jest/bin/jest.js'),
      ...args,
    ],
    { cwd: root, env, stdio: 'inherit' },
  );
  signal.addEventListener('abort', () => jest.kill('SIGTERM'));
  const [code] = (await once(jest, 'exit')) as [number | null];
  return code ?? 130;
}
