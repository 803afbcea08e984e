import { fileURLToPath } from 'node:url';
import type { Config } from '@mining-ops/platform/config.js';
import type { ServiceDefinition } from './supervisor/service-definition.js';

/** The parts of the system that `npm start` runs, each in processes of its own. A new part is a new line here. */
export function servicesOf(config: Pick<Config, 'simulatorProcesses'>): ServiceDefinition[] {
  return [
    { name: 'gateway', count: 1, main: mainOf('gateway') },
    { name: 'simulator', count: config.simulatorProcesses, main: mainOf('simulator') },
    { name: 'analyst', count: 1, main: mainOf('analyst') },
    { name: 'trainer', count: 1, main: mainOf('trainer') },
  ];
}

function mainOf(app: string): string {
  return fileURLToPath(import.meta.resolve(`@mining-ops/${app}/main.js`));
}
