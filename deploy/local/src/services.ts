import { fileURLToPath } from 'node:url';
import type { Config } from '@mining-ops/platform/config.js';
import type { ServiceDefinition } from './supervisor/service-definition.js';

/** The parts of the system that `npm start` runs, each in processes of its own. A new part is a new line here. */
export function servicesOf({
  simulatorProcesses,
  metricsPort,
}: Pick<Config, 'simulatorProcesses' | 'metricsPort'>): ServiceDefinition[] {
  /** Each process's metrics on a port of their own: METRICS_PORT and those after it, or free ones. */
  const withMetrics = (before: number): NonNullable<ServiceDefinition['environmentOf']> => {
    return (number) => (metricsPort === 0 ? {} : { METRICS_PORT: String(metricsPort + before + number - 1) });
  };
  return [
    { name: 'gateway', count: 1, main: mainOf('gateway'), environmentOf: withMetrics(0) },
    {
      name: 'simulator',
      count: simulatorProcesses,
      main: mainOf('simulator'),
      environmentOf: withMetrics(3),
      // Its threads take all cores. Helpers that collect garbage beside them would only take a core from another
      // simulation, and let the thread wait that they help.
      nodeOptions: ['--single-threaded-gc'],
    },
    { name: 'analyst', count: 1, main: mainOf('analyst'), environmentOf: withMetrics(1) },
    { name: 'trainer', count: 1, main: mainOf('trainer'), environmentOf: withMetrics(2) },
  ];
}

function mainOf(app: string): string {
  return fileURLToPath(import.meta.resolve(`@mining-ops/${app}/main.js`));
}
