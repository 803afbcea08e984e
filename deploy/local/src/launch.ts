import { loadConfig, type Config, type Environment } from '@mining-ops/platform/config.js';
import { redactSecrets } from '@mining-ops/platform/redact-secrets.js';
import { checkExposure } from '@mining-ops/platform/sign-in/exposure.js';
import { KeyRing } from '@mining-ops/platform/sign-in/key-ring.js';
import { consoleReport, readyText, type Report } from './console-text.js';
import { LocalSystem } from './local-system.js';
import { EmergencyStop } from './processes/emergency-stop.js';
import { stopRequested, untilAborted } from './stop-request.js';
import type { ServiceDefinition } from './supervisor/service-definition.js';

const READY_WITHIN_MS = 60_000;
const KILL_AFTER_MS = 3_000;
/** As a shell has it for a program that Ctrl-C ended. */
const KILLED_BY_CTRL_C = 130;

export interface LaunchOptions {
  /** The repository's root. */
  readonly root: string;
  readonly environment: Environment;
  readonly servicesOf: (config: Config) => readonly ServiceDefinition[];
  readonly readyWithinMs?: number;
  readonly killAfterMs?: number;
  /** See stop-request.ts. */
  readonly sameRequestMs?: number;
}

/**
 * Starts the system, waits until somebody asks to stop it, and stops it. Leaves no process behind.
 *
 * @returns the exit code: 0 after a stop that was asked for, 1 when a part could not be started
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const report = consoleReport();
  const emergency = killAllOnExit(report);
  const signal = stopRequested({
    onSecond: () => {
      report('killing what still runs');
      process.exit(KILLED_BY_CTRL_C);
    },
    ...(options.sameRequestMs === undefined ? {} : { sameRequestMs: options.sameRequestMs }),
  });
  let system: LocalSystem | undefined;
  let failure: unknown;
  try {
    system = await systemOf(options, emergency, report);
    report('starting mining-ops');
    await system.start(signal);
    report(readyText(system.url, system.logsFolder));
    await untilAborted(signal);
  } catch (error) {
    failure = signal.aborted ? undefined : error;
  }
  if (failure === undefined) report('stopping…');
  else report(`mining-ops could not start: ${redactSecrets(messageOf(failure))}`);
  await system?.stop();
  if (failure === undefined) report('mining-ops has stopped');
  return failure === undefined ? 0 : 1;
}

async function systemOf(
  options: LaunchOptions,
  emergency: EmergencyStop,
  report: Report,
): Promise<LocalSystem> {
  const {
    root,
    environment,
    servicesOf,
    readyWithinMs = READY_WITHIN_MS,
    killAfterMs = KILL_AFTER_MS,
  } = options;
  const config = loadConfig(environment, root);
  // The gateway would refuse, too, but only once Redis has been started for it.
  await checkExposure(config, KeyRing.open(config) !== null);
  const services = servicesOf(config);
  return new LocalSystem({
    config,
    environment,
    root,
    services,
    emergency,
    report,
    readyWithinMs,
    killAfterMs,
  });
}

/** However this process ends, short of a SIGKILL: what it started and has not stopped is killed. */
function killAllOnExit(report: Report): EmergencyStop {
  const emergency = new EmergencyStop();
  process.on('exit', () => {
    emergency.killAll();
  });
  process.on('uncaughtException', (error: unknown) => {
    report(`mining-ops ends by a defect in its launcher: ${redactSecrets(stackOf(error))}`);
    process.exit(1);
  });
  return emergency;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
