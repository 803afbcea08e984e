import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '@mining-ops/platform/config.js';
import type { EmergencyStop } from '../processes/emergency-stop.js';
import { Backoff } from './backoff.js';
import { displayNameOf, logNameOf, type ServiceInstance } from './service-definition.js';
import { ServiceLog, type LogLimits } from './service-log.js';
import { runService, type ServiceRun } from './service-run.js';

export interface SupervisionOptions {
  readonly env: Environment;
  /** Working folder of the processes. */
  readonly folder: string;
  readonly logsFolder: string;
  readonly logLimits: LogLimits;
  readonly emergency: EmergencyStop;
  /** Takes lines for the person at the console. */
  readonly report: (line: string) => void;
  /** How long a process may take until it is ready. */
  readonly readyWithinMs: number;
  /** How long a process may take to stop before it is killed. */
  readonly killAfterMs: number;
  /** First wait before a restart. */
  readonly restartAfterMs?: number;
}

/** A service's process could not be started. The message names it, the reason and its log. */
export class ServiceStartError extends Error {
  override readonly name = 'ServiceStartError';
}

/** One process of a service, over all its lives. */
export class SupervisedService {
  readonly name: string;
  private readonly logFile: string;
  private readonly stopping = new AbortController();
  private readonly backoff: Backoff;
  private run: ServiceRun | undefined;
  private supervision: Promise<void> = Promise.resolve();
  private startedAtMs = 0;

  constructor(
    private readonly instance: ServiceInstance,
    private readonly options: SupervisionOptions,
  ) {
    this.name = displayNameOf(instance);
    this.logFile = path.join(options.logsFolder, logNameOf(instance));
    this.backoff = new Backoff(options.restartAfterMs);
  }

  get pid(): number | undefined {
    return this.run?.pid;
  }

  /** Starts it, and resolves when it is ready. @throws ServiceStartError */
  async start(): Promise<void> {
    const run = this.newRun();
    const late = new AbortController();
    try {
      await Promise.race([run.ready, this.tooLate(late.signal)]);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).replaceAll('\n', '\n  ');
      throw new ServiceStartError(`${this.name} could not start: ${reason}\n  Its log: ${this.logFile}`);
    } finally {
      late.abort();
    }
  }

  /** Resolves to a ServiceStartError when its process ends; for the time in which other parts still start. */
  async endedEarly(): Promise<ServiceStartError> {
    const how = (await this.run?.ended) ?? 'was not started';
    return new ServiceStartError(
      `${this.name} ${how} before all parts were ready\n  Its log: ${this.logFile}`,
    );
  }

  /** From now on it is started again whenever it ends. */
  supervise(): void {
    this.supervision = this.keepAlive();
  }

  /** Stops it for good, and reports it when it had to be killed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const stopping = (async () => {
      if (await this.run?.stop(this.options.killAfterMs)) {
        this.options.report(`${this.name} did not stop in ${this.options.killAfterMs / 1_000} s: killed it`);
      }
    })();
    await Promise.all([stopping, this.supervision]);
  }

  private async keepAlive(): Promise<void> {
    const { signal } = this.stopping;
    const isStopping = (): boolean => signal.aborted;
    while (!isStopping()) {
      const how = (await this.run?.ended) ?? 'was not started';
      if (isStopping()) return;
      const pauseMs = this.backoff.next(performance.now() - this.startedAtMs);
      this.options.report(`${this.name} ${how}; starting it again in ${pauseMs / 1_000} s`);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      if (isStopping()) return;
      await this.startAgain(isStopping);
    }
  }

  /** Leaves no process behind when it fails, so that the loop above goes on with the next wait. */
  private async startAgain(isStopping: () => boolean): Promise<void> {
    try {
      await this.start();
      this.options.report(`${this.name} is ready again`);
    } catch (error) {
      if (isStopping()) return;
      this.options.report(error instanceof Error ? error.message : String(error));
      await this.run?.stop(this.options.killAfterMs);
    }
  }

  private newRun(): ServiceRun {
    const { env, folder, emergency, report, logLimits } = this.options;
    const log = new ServiceLog(this.logFile, logLimits, (message) => {
      report(`${this.name}: ${message}`);
    });
    const { definition, number } = this.instance;
    this.startedAtMs = performance.now();
    this.run = runService({
      main: definition.main,
      nodeOptions: definition.nodeOptions,
      env: { ...env, ...definition.environmentOf?.(number) },
      folder,
      log,
      emergency,
    });
    return this.run;
  }

  private async tooLate(signal: AbortSignal): Promise<never> {
    const ms = this.options.readyWithinMs;
    await sleep(ms, undefined, { signal });
    throw new Error(`it was not ready within ${ms / 1_000} s`);
  }
}
