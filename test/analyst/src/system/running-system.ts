import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalSystem } from '@mining-ops/local/local-system.js';
import { EmergencyStop } from '@mining-ops/local/processes/emergency-stop.js';
import { repositoryRoot } from '@mining-ops/local/repository-root.js';
import { servicesOf } from '@mining-ops/local/services.js';
import { loadConfig, processEnvironment, withoutOwnVariables } from '@mining-ops/platform/config.js';

export interface RunningSystem {
  readonly url: string;
  stop(): Promise<void>;
}

/** The whole system as `npm start` runs it, on a free port, with a Redis of its own; what it logs goes when it stops. */
export async function startSystem(changes: Readonly<Record<string, string>>): Promise<RunningSystem> {
  const root = repositoryRoot();
  const folder = await mkdtemp(path.join(tmpdir(), 'mining-ops-analyst-'));
  const environment = {
    ...withoutOwnVariables(processEnvironment()),
    PORT: String(await freePort()),
    LOGS_DIR: folder,
    LOG_LEVEL: 'warn',
    ...changes,
  };
  const config = loadConfig(environment, root);
  const emergency = new EmergencyStop();
  const killAll = (): void => {
    emergency.killAll();
  };
  process.on('exit', killAll);
  const system = new LocalSystem({
    ...{ config, environment, root, services: servicesOf(config), emergency },
    report: (line) => process.stderr.write(`${line}\n`),
    readyWithinMs: 60_000,
    killAfterMs: 3_000,
  });
  const stop = async (): Promise<void> => {
    await system.stop();
    process.off('exit', killAll);
    await rm(folder, { recursive: true, force: true });
    await rm(path.join(root, '.mining-ops', String(config.port)), { recursive: true, force: true });
  };
  try {
    await system.start(new AbortController().signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: system.url, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
