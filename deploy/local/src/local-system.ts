import path from 'node:path';
import type { Config, Environment } from '@mining-ops/platform/config.js';
import { stepLine, type Report } from './console-text.js';
import { checkPortIsFree } from './port-check.js';
import type { EmergencyStop } from './processes/emergency-stop.js';
import { thisMachine } from './redis/machine.js';
import { provideRedis, type ProvidedRedis } from './redis/provide-redis.js';
import { unlessAborted } from './stop-request.js';
import { localUrl, untilHealthy } from './supervisor/gateway-health.js';
import type { ServiceDefinition } from './supervisor/service-definition.js';
import { Supervisor } from './supervisor/supervisor.js';

export interface LocalSystemOptions {
  readonly config: Config;
  /** What the services inherit. */
  readonly environment: Environment;
  /** The repository's root. */
  readonly root: string;
  readonly services: readonly ServiceDefinition[];
  readonly emergency: EmergencyStop;
  readonly report: Report;
  /** How long all may take to start. */
  readonly readyWithinMs: number;
  /** How long a service may take to stop before it is killed. */
  readonly killAfterMs: number;
}

/** The whole system on this machine: its Redis and its services. */
export class LocalSystem {
  readonly url: string;
  readonly logsFolder: string;
  private redis: ProvidedRedis | undefined;
  private supervisor: Supervisor | undefined;

  constructor(private readonly options: LocalSystemOptions) {
    const { config } = options;
    this.url = localUrl(config.host, config.port);
    this.logsFolder = path.join(config.logsDir, String(config.port));
  }

  /** @throws what the first part says that fails, or the signal's reason. Some parts may run then: stop them. */
  async start(signal: AbortSignal): Promise<void> {
    const { config } = this.options;
    await checkPortIsFree(config.host, config.port);
    const redis = await this.startRedis(signal);
    signal.throwIfAborted();
    await this.startServices(redis.url, signal);
  }

  /** Stops the services, then, because they still need it, the Redis. */
  async stop(): Promise<void> {
    await this.supervisor?.stop();
    await this.redis?.stop();
  }

  private async startRedis(signal: AbortSignal): Promise<ProvidedRedis> {
    const { config, environment, root, emergency, report } = this.options;
    const startedAtMs = performance.now();
    this.redis = await provideRedis({
      redisUrl: config.redisUrl,
      machine: thisMachine(environment, signal),
      folder: path.join(root, '.mining-ops', String(config.port), 'redis'),
      logFile: path.join(this.logsFolder, 'redis.log'),
      emergency,
      report,
      signal,
    });
    report(stepLine(`redis: ${this.redis.description}`, startedAtMs));
    return this.redis;
  }

  private async startServices(redisUrl: string, signal: AbortSignal): Promise<void> {
    const { config, environment, root, services, emergency, report, readyWithinMs, killAfterMs } =
      this.options;
    this.supervisor = new Supervisor(services, {
      env: { ...environment, REDIS_URL: redisUrl },
      folder: root,
      logsFolder: this.logsFolder,
      logLimits: { fileBytes: config.logFileBytes, kept: config.logFilesKept },
      emergency,
      report,
      readyWithinMs,
      killAfterMs,
    });
    const startedAtMs = performance.now();
    const healthUrl = `${this.url}/health/ready`;
    const starting = this.supervisor.start(
      (name) => {
        report(stepLine(`${name}: ready`, startedAtMs));
      },
      () => untilHealthy(healthUrl, readyWithinMs - (performance.now() - startedAtMs), signal),
    );
    starting.catch(() => undefined); // when it is called off, nobody waits for this any more
    await unlessAborted(starting, signal);
    report(stepLine('all parts are healthy', startedAtMs));
  }
}
