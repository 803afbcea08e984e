import type { CompiledMine } from './compiled-mine.js';
import { dumpMeansMin, legMeansMin, stationMeansMin } from './fleet-means.js';

/**
 * The same mine with only its first `count` trucks: compiling a large fleet once and cutting it down is much cheaper
 * than compiling each fleet.
 */
export function firstTrucks(mine: CompiledMine, count: number): CompiledMine {
  const { trucks, legs, loaders, stations, dumps } = mine;
  if (!Number.isInteger(count) || count < 1 || count > trucks.count)
    throw new RangeError(`a fleet of ${trucks.count} trucks has no first ${count}`);
  const fleet = {
    count,
    classes: trucks.classes.subarray(0, count),
    capacitiesT: trucks.capacitiesT.subarray(0, count),
    travelFactors: trucks.travelFactors.subarray(0, count),
    loadingFactors: trucks.loadingFactors.subarray(0, count),
    dumpingFactors: trucks.dumpingFactors.subarray(0, count),
    payloadFactors: trucks.payloadFactors.subarray(0, count),
    fuelFactors: trucks.fuelFactors.subarray(0, count),
    idleFuelLPerMin: trucks.idleFuelLPerMin.subarray(0, count),
    tanksL: trucks.tanksL.subarray(0, count),
    assignedSites: trucks.assignedSites.subarray(0, count),
  };
  return {
    ...mine,
    trucks: fleet,
    legs: { ...legs, fleetMeansMin: legMeansMin(fleet, legs.travelMeansMin, legs.count, legs.classes) },
    stations: {
      ...stations,
      meanLoadingMin: stationMeansMin(fleet, loaders.meansMin, stations.firstLoaders, legs.classes),
    },
    dumps: { ...dumps, fleetMeansMin: dumpMeansMin(fleet, dumps.meansMin) },
    names: { ...mine.names, trucks: mine.names.trucks.slice(0, count) },
  };
}
