import { mkdirSync } from 'node:fs';
import { instancesOf, type ServiceDefinition } from './service-definition.js';
import { SupervisedService, type SupervisionOptions } from './supervised-service.js';

/** Runs the processes of all services. */
export class Supervisor {
  readonly services: readonly SupervisedService[];

  constructor(
    definitions: readonly ServiceDefinition[],
    private readonly options: SupervisionOptions,
  ) {
    this.services = instancesOf(definitions).map((instance) => new SupervisedService(instance, options));
  }

  /**
   * Starts all at once and waits until each is ready and `untilHealthy` resolves. A process that ends in that time is
   * a failure; later ones are started again.
   *
   * @param onReady told of each service that is ready
   * @throws ServiceStartError of the first that fails. The others still run: stop them.
   */
  async start(onReady: (name: string) => void, untilHealthy: () => Promise<void>): Promise<void> {
    mkdirSync(this.options.logsFolder, { recursive: true });
    await Promise.all(
      this.services.map(async (service) => {
        await service.start();
        onReady(service.name);
      }),
    );
    const ended = this.services.map(async (service) => {
      throw await service.endedEarly();
    });
    for (const one of ended) one.catch(() => undefined); // they end at some time
    await Promise.race([untilHealthy(), ...ended]);
    for (const service of this.services) service.supervise();
  }

  /** Stops all, at once. Resolves when none runs. */
  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
  }
}
