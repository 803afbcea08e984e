import type { CompiledMine } from './compiled-mine.js';
import { stationMeansMin } from './fleet-means.js';

/**
 * The same mine with each loader a load site of its own, reached by the roads of the site it stood on: a dispatch rule
 * then has a choice where a shared queue had none. Loaders keep their numbers.
 */
export function separateLoaders(mine: CompiledMine): CompiledMine {
  const { loaders, stations, legs, dumps, names, trucks } = mine;
  const oldSites = Array.from(loaders.stations, (station) => stations.sites[station]!);
  const each = Int32Array.from(oldSites, (_, loader) => loader);
  const firstLoaders = Int32Array.from({ length: loaders.count + 1 }, (_, loader) => loader);
  const oldCount = names.loadSites.length;
  const places = dumps.count + 1;
  return {
    ...mine,
    trucks: { ...trucks, assignedSites: trucks.assignedSites.map((site) => oldSites.indexOf(site)) },
    loaders: { ...loaders, stations: each },
    stations: {
      count: loaders.count,
      sites: each,
      firstLoaders,
      meanLoadingMin: stationMeansMin(trucks, loaders.meansMin, firstLoaders, legs.classes),
    },
    legs: {
      ...legs,
      loaded: Int32Array.from({ length: loaders.count * dumps.count }, (_, at) => {
        const [loader, dump] = [Math.floor(at / dumps.count), at % dumps.count];
        return legs.loaded[oldSites[loader]! * dumps.count + dump]!;
      }),
      empty: Int32Array.from({ length: places * loaders.count }, (_, at) => {
        const [place, loader] = [Math.floor(at / loaders.count), at % loaders.count];
        return legs.empty[place * oldCount + oldSites[loader]!]!;
      }),
    },
    names: { ...names, loadSites: names.loaders },
  };
}
