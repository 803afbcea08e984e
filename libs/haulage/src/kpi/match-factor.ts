import { emptyLeg, loadedLeg, nearestDump, type CompiledMine } from '../run/compiled-mine.js';
import { fleetMean } from '../run/fleet-means.js';

/** What a mine's parts can do without waiting for each other. */
export interface MineFlow {
  /** Mean cycle of a truck without waiting, each site with its nearest dump, weighted by what its loaders can load. */
  readonly cycleMin: number;
  /** Trucks that all loaders together can fill, and all dumps take, a minute. */
  readonly loadersPerMin: number;
  readonly dumpsPerMin: number;
}

export function mineFlow(mine: CompiledMine): MineFlow {
  const { stations, legs, dumps, loaders, trucks } = mine;
  let loadersPerMin = 0;
  let weightedCycleMin = 0;
  for (let loader = 0; loader < loaders.count; loader += 1) {
    const station = loaders.stations[loader]!;
    const site = stations.sites[station]!;
    const dump = nearestDump(mine, site);
    const perMin = 1 / fleetMean(trucks, loaders.meansMin, loader, legs.classes, trucks.loadingFactors);
    const back = emptyLeg(mine, dump, site);
    loadersPerMin += perMin;
    weightedCycleMin +=
      perMin *
      (stations.meanLoadingMin[station]! +
        legs.fleetMeansMin[loadedLeg(mine, site, dump)]! +
        dumps.fleetMeansMin[dump]! +
        legs.fleetMeansMin[back]!);
  }
  let dumpsPerMin = 0;
  for (let dump = 0; dump < dumps.count; dump += 1)
    dumpsPerMin += dumps.bays[dump]! / dumps.fleetMeansMin[dump]!;
  return { cycleMin: weightedCycleMin / loadersPerMin, loadersPerMin, dumpsPerMin };
}

/**
 * Match factor: what the trucks could ask of the loaders over what these can give, trucks / (cycle time without waiting
 * × loads a minute) (Burt & Caccetta 2007, for loaders that differ). Below 1 loaders wait for trucks, above 1 trucks
 * wait for loaders.
 */
export function matchFactor({ cycleMin, loadersPerMin }: MineFlow, trucks: number): number {
  return trucks / cycleMin / loadersPerMin;
}
