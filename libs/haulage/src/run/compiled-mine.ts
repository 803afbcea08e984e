import type { CompiledSpreads } from './compiled-spreads.js';

/**
 * A definition made ready to run: names turned to numbers, matrices flat in typed arrays, cheap to send to a thread.
 * A *station* is a queue before one or more loaders: a load site with a shared queue is one station, else each of its
 * loaders is one.
 */
export interface CompiledMine {
  readonly shiftEndMin: number;
  /** The latest moment at which a load may be expected to be dumped, min. */
  readonly lastDumpMin: number;
  readonly startLossMin: number;
  readonly breakStartsMin: Float64Array;
  readonly breakEndsMin: Float64Array;

  /** How quantities vary; below, a spread is its number in here. */
  readonly spreads: CompiledSpreads;
  readonly trucks: CompiledTrucks;
  readonly loaders: CompiledLoaders;
  readonly stations: CompiledStations;
  readonly dumps: CompiledDumps;
  readonly legs: CompiledLegs;
  readonly dispatchRule: string;
  readonly weather: CompiledWeather | null;
  readonly truckBreakdowns: CompiledBreakdowns | null;
  readonly loaderBreakdowns: CompiledBreakdowns | null;
  readonly refuelling: CompiledRefuelling | null;
  /** Factors of each shift that a run may be, in the order of `DAY`: [shift · DAY_FACTORS + place]. */
  readonly shiftEffects: Float64Array;
  readonly delayProbability: number;
  /** Ids and names, for people: records and summaries. */
  readonly names: {
    readonly trucks: readonly string[];
    readonly loaders: readonly string[];
    readonly loadSites: readonly string[];
    readonly dumpSites: readonly string[];
  };
}

/** One entry a truck, in the order of the definition. */
export interface CompiledTrucks {
  readonly count: number;
  readonly classes: Int32Array;
  readonly capacitiesT: Float64Array;
  readonly travelFactors: Float64Array;
  readonly loadingFactors: Float64Array;
  readonly dumpingFactors: Float64Array;
  readonly payloadFactors: Float64Array;
  readonly fuelFactors: Float64Array;
  readonly idleFuelLPerMin: Float64Array;
  /** Infinity where it never refuels. */
  readonly tanksL: Float64Array;
  /** Load site that a fixed assignment sends it to, or −1. */
  readonly assignedSites: Int32Array;
}

/** One entry a loader, station by station. */
export interface CompiledLoaders {
  readonly count: number;
  readonly stations: Int32Array;
  /** 1: loads by passes, 0: a truck at once. */
  readonly byPasses: Uint8Array;
  /** Mean of loading a whole truck, spot included, of each truck class: [loader · classes + class]. */
  readonly meansMin: Float64Array;
  /** Buckets that fill a truck of each class, where it loads by passes: [loader · classes + class]. */
  readonly passes: Int32Array;
  readonly loadingSpreads: Int32Array;
  readonly payloadMeans: Float64Array;
  readonly payloadSpreads: Int32Array;
  readonly spotMeansMin: Float64Array;
  readonly spotSpreads: Int32Array;
  readonly passMeansMin: Float64Array;
  readonly passSpreads: Int32Array;
  readonly passMeansT: Float64Array;
  readonly passTSpreads: Int32Array;
}

export interface CompiledStations {
  readonly count: number;
  readonly sites: Int32Array;
  /** Loaders of station s are firstLoaders[s] … firstLoaders[s + 1] − 1. */
  readonly firstLoaders: Int32Array;
  /** Mean loading time over its loaders, of the fleet's mean class, min. */
  readonly meanLoadingMin: Float64Array;
}

export interface CompiledDumps {
  readonly count: number;
  readonly bays: Int32Array;
  readonly meansMin: Float64Array;
  readonly spreads: Int32Array;
  /** Mean over the fleet, min. */
  readonly fleetMeansMin: Float64Array;
}

/** Every direction of every road. −1 in a matrix: no such road. */
export interface CompiledLegs {
  readonly count: number;
  /** Load site → dump: [site · dumps + dump]. */
  readonly loaded: Int32Array;
  /** Dump, or the park as the last row, → load site: [place · sites + site]. */
  readonly empty: Int32Array;
  /** [leg · classes + class] */
  readonly travelMeansMin: Float64Array;
  readonly travelSpreads: Int32Array;
  readonly fuelMeansL: Float64Array;
  readonly fuelSpreads: Int32Array;
  /** Which of a shift's effects is on the leg's travel: its place in `DAY`. */
  readonly effects: Int32Array;
  /** 1 where trucks keep their order. */
  readonly single: Uint8Array;
  /** Mean over the fleet, min: what a dispatcher knows of a leg. */
  readonly fleetMeansMin: Float64Array;
  readonly classes: number;
}

export interface CompiledWeather {
  readonly names: readonly string[];
  readonly meanStaysMin: Float64Array;
  /** Cumulative probabilities of what follows: [state · states + next]. */
  readonly cumulative: Float64Array;
  readonly travelFactors: Float64Array;
  readonly loadingFactors: Float64Array;
  readonly fuelFactors: Float64Array;
}

export interface CompiledBreakdowns {
  readonly lifeMeanMin: number;
  readonly lifeSpread: number;
  readonly repairMeanMin: number;
  readonly repairSpread: number;
}

export interface CompiledRefuelling {
  readonly bays: number;
  readonly meanMin: number;
  readonly spread: number;
  readonly reserveFraction: number;
}

/** Row of `legs.empty` that stands for the park. */
export function parkPlace(mine: CompiledMine): number {
  return mine.dumps.count;
}

/** The leg from a place (a dump, or the park) to a load site, or −1. */
export function emptyLeg(mine: CompiledMine, place: number, site: number): number {
  return mine.legs.empty[place * mine.names.loadSites.length + site]!;
}

/** The leg from a load site to a dump, or −1. */
export function loadedLeg(mine: CompiledMine, site: number, dump: number): number {
  return mine.legs.loaded[site * mine.dumps.count + dump]!;
}

/** The dump that is nearest in time to a load site, the first of equals. */
export function nearestDump(mine: CompiledMine, site: number): number {
  let best = -1;
  for (let dump = 0; dump < mine.dumps.count; dump += 1) {
    const leg = loadedLeg(mine, site, dump);
    if (leg < 0) continue;
    if (best < 0 || mine.legs.fleetMeansMin[leg]! < mine.legs.fleetMeansMin[loadedLeg(mine, site, best)]!)
      best = dump;
  }
  return best;
}
