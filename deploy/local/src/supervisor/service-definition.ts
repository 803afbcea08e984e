import type { Environment } from '@mining-ops/platform/config.js';

/** A part of the system that runs as one or more processes of its own. */
export interface ServiceDefinition {
  /** Names the log files, and the service on the console. */
  readonly name: string;
  /** How many processes of it to start. */
  readonly count: number;
  /** Absolute path of the module that each runs. */
  readonly main: string;
  /** What its process of the given number, from 1, has in its environment beside what all have. */
  readonly environmentOf?: (number: number) => Environment;
  /** Options of Node.js that each runs with. */
  readonly nodeOptions?: readonly string[];
}

/** One process of a service: its log file is `simulator-2.log`, the console calls it so too where there are several. */
export interface ServiceInstance {
  readonly definition: ServiceDefinition;
  readonly number: number;
}

export function instancesOf(definitions: readonly ServiceDefinition[]): ServiceInstance[] {
  return definitions.flatMap((definition) =>
    Array.from({ length: definition.count }, (_, index) => ({ definition, number: index + 1 })),
  );
}

export function logNameOf({ definition, number }: ServiceInstance): string {
  return `${definition.name}-${number}.log`;
}

export function displayNameOf({ definition, number }: ServiceInstance): string {
  return definition.count === 1 ? definition.name : `${definition.name}-${number}`;
}
