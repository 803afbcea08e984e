import { emptyLeg, loadedLeg, nearestDump, type CompiledMine } from '../run/compiled-mine.js';

/**
 * Match factor: trucks × load time / (loaders × cycle time without waiting) (Burt & Caccetta 2014). Below 1 loaders
 * wait for trucks, above 1 trucks wait for loaders. Over several sites, load and cycle times are those of each site
 * with its nearest dump, weighted by its loaders.
 */
export function matchFactor(mine: CompiledMine): number {
  const { stations, legs, dumps, trucks, loaders } = mine;
  let loadingMin = 0;
  let cycleMin = 0;
  for (let loader = 0; loader < loaders.count; loader += 1) {
    const station = loaders.stations[loader]!;
    const site = stations.sites[station]!;
    const dump = nearestDump(mine, site);
    const back = emptyLeg(mine, dump, site);
    const load = stations.meanLoadingMin[station]!;
    loadingMin += load;
    cycleMin +=
      load +
      legs.fleetMeansMin[loadedLeg(mine, site, dump)]! +
      dumps.meansMin[dump]! +
      legs.fleetMeansMin[back]!;
  }
  return (trucks.count * loadingMin) / (loaders.count * cycleMin);
}
