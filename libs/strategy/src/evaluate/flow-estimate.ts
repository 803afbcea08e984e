import type { HaulageDefinition } from '@mining-ops/haulage/definition/haulage-definition.js';

/** Times of one cycle without any waiting, min, and what the servers can take at most, trucks/min. */
export interface Flow {
  readonly cycleMin: number;
  readonly loadersPerMin: number;
  readonly dumpsPerMin: number;
}

export function flowOf(definition: HaulageDefinition): Flow {
  const { loaders, dump } = definition;
  const loadingMin = loaders.reduce((sum, loader) => sum + loader.loadingMin.mean, 0) / loaders.length;
  return {
    cycleMin: loadingMin + definition.haulingMin.mean + dump.dumpingMin.mean + definition.returnMin.mean,
    loadersPerMin: loaders.reduce((sum, loader) => sum + 1 / loader.loadingMin.mean, 0),
    dumpsPerMin: dump.bays / dump.dumpingMin.mean,
  };
}

/** Match factor: what the trucks could ask of the loaders over what these can give (Burt & Caccetta 2007). */
export function matchFactor(flow: Flow, trucks: number): number {
  return trucks / flow.cycleMin / flow.loadersPerMin;
}

/**
 * Loads of a shift if nothing varied: the smaller of what the trucks, the loaders and the dump can do. An upper bound on
 * the mean (asymptotic bounds of closed queues, Lazowska et al. 1984, ch. 5), good enough to rank by.
 */
export function flowLoads(flow: Flow, trucks: number, durationMin: number): number {
  return Math.min(trucks / flow.cycleMin, flow.loadersPerMin, flow.dumpsPerMin) * durationMin;
}
