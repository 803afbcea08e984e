import { solve } from 'yalps';
import { emptyLeg, loadedLeg, type CompiledMine } from '../run/compiled-mine.js';

/** Flows of trucks, per minute, that haul the most tonnes with the fleet. */
export interface FlowPlan {
  /** Loaded: [site · dumps + dump]. */
  readonly loaded: Float64Array;
  /** Empty: [dump · sites + site]. */
  readonly empty: Float64Array;
  /** t/min. An upper bound of what any dispatching can haul in the long run, where all times are at their means. */
  readonly tonnesPerMin: number;
}

/** Weight of empty travel in the objective: chooses the shorter way among plans that haul the same. */
const TRAVEL_WEIGHT = 1e-6;

/**
 * The flows that haul most, by a linear program (after Temeng, Otuonye & Frendewey 1997, without their goals for
 * blending): loaders and dumps have capacities, trucks have minutes, and what arrives at a place leaves it.
 */
export function planFlows(mine: CompiledMine): FlowPlan {
  const sites = mine.names.loadSites.length;
  const { dumps, legs, stations, trucks, loaders } = mine;
  const meanPayloadT = trucks.capacitiesT.reduce((a, b) => a + b, 0) / trucks.count;
  const loadingMin = siteLoading(mine);
  const variables: Record<string, Record<string, number>> = {};
  const constraints: Record<string, { max?: number; equal?: number }> = {
    trucks: { max: trucks.count },
  };
  const capacities = new Float64Array(sites);
  for (let loader = 0; loader < loaders.count; loader += 1) {
    const station = loaders.stations[loader]!;
    capacities[stations.sites[station]!]! += 1 / stations.meanLoadingMin[station]!;
  }
  for (let site = 0; site < sites; site += 1) {
    constraints[`load ${site}`] = { max: capacities[site]! };
    constraints[`balance of site ${site}`] = { equal: 0 };
  }
  for (let dump = 0; dump < dumps.count; dump += 1) {
    constraints[`dump ${dump}`] = { max: dumps.bays[dump]! / dumps.fleetMeansMin[dump]! };
    constraints[`balance of dump ${dump}`] = { equal: 0 };
  }
  for (let site = 0; site < sites; site += 1) {
    for (let dump = 0; dump < dumps.count; dump += 1) {
      const [there, back] = [loadedLeg(mine, site, dump), emptyLeg(mine, dump, site)];
      if (there >= 0) {
        variables[`loaded ${site} ${dump}`] = {
          tonnes: meanPayloadT,
          trucks: loadingMin[site]! + legs.fleetMeansMin[there]! + dumps.fleetMeansMin[dump]!,
          [`load ${site}`]: 1,
          [`dump ${dump}`]: 1,
          [`balance of site ${site}`]: -1,
          [`balance of dump ${dump}`]: 1,
        };
      }
      if (back >= 0) {
        variables[`empty ${dump} ${site}`] = {
          tonnes: -TRAVEL_WEIGHT * legs.fleetMeansMin[back]!,
          trucks: legs.fleetMeansMin[back]!,
          [`balance of site ${site}`]: 1,
          [`balance of dump ${dump}`]: -1,
        };
      }
    }
  }
  const solution = solve({ direction: 'maximize', objective: 'tonnes', constraints, variables });
  const flows = new Map(solution.variables);
  const loaded = new Float64Array(sites * dumps.count);
  const empty = new Float64Array(dumps.count * sites);
  for (let site = 0; site < sites; site += 1) {
    for (let dump = 0; dump < dumps.count; dump += 1) {
      loaded[site * dumps.count + dump] = flows.get(`loaded ${site} ${dump}`) ?? 0;
      empty[dump * sites + site] = flows.get(`empty ${dump} ${site}`) ?? 0;
    }
  }
  return { loaded, empty, tonnesPerMin: loaded.reduce((a, b) => a + b, 0) * meanPayloadT };
}

function siteLoading({ stations, names }: CompiledMine): Float64Array {
  const sums = new Float64Array(names.loadSites.length);
  const counts = new Float64Array(names.loadSites.length);
  stations.sites.forEach((site, station) => {
    sums[site]! += stations.meanLoadingMin[station]!;
    counts[site]! += 1;
  });
  return sums.map((sum, site) => sum / counts[site]!);
}
