import { emptyLeg, loadedLeg, nearestDump, type CompiledMine } from '../run/compiled-mine.js';

/** Where things stand now. */
export interface Situation {
  readonly mine: CompiledMine;
  /** `now` is the simulated time, min. */
  readonly clock: { readonly now: number };
  /** Trucks that wait at a station, those being loaded not counted. */
  queued(station: number): number;
  /** Trucks being loaded at a station. */
  loading(station: number): number;
  /** Trucks on the way to a station. */
  underWay(station: number): number;
}

/**
 * What can be expected from where things stand now, from means: the knowledge of a dispatcher with a radio. `look…`
 * works it out for a station or a dump, whose entries then hold it.
 */
export class Outlook {
  /** Trucks before one more at each station, those on the way counted, over its loaders. */
  readonly crowd: Float64Array;
  /** Empty travel to each station, min. */
  readonly travelMin: Float64Array;
  /**
   * When a loader of each station can be expected to be free for one truck more, min of simulated time: those that wait,
   * are loaded or are on the way come first, and a truck being loaded has half its time before it.
   */
  readonly readyAtMin: Float64Array;
  /** When the truck could be expected to drive away loaded from each station, were it sent there now. */
  readonly loadedAtMin: Float64Array;
  /** Time from now until the truck could be expected to be at a dump and empty, were it sent to each station now. */
  readonly cycleMin: Float64Array;
  /** Loaded travel to each dump, min. */
  readonly haulMin: Float64Array;
  private readonly mine: CompiledMine;
  /** Nearest dump of each load site. */
  private readonly nearest: Int32Array;

  constructor(private readonly situation: Situation) {
    const { mine } = situation;
    const { stations, dumps, names } = mine;
    this.mine = mine;
    this.crowd = new Float64Array(stations.count);
    this.travelMin = new Float64Array(stations.count);
    this.readyAtMin = new Float64Array(stations.count);
    this.loadedAtMin = new Float64Array(stations.count);
    this.cycleMin = new Float64Array(stations.count);
    this.haulMin = new Float64Array(dumps.count);
    this.nearest = Int32Array.from(names.loadSites, (_, site) => nearestDump(mine, site));
  }

  /** Counts the crowd at a station. */
  lookAtQueue(station: number): void {
    this.crowd[station] = this.ahead(station) / this.loaders(station);
  }

  /**
   * Works out what else can be expected of a station to which a road leads from `place`: a dump, or the park as the number
   * after the last dump.
   */
  lookToStation(truck: number, place: number, station: number): void {
    const { situation, mine } = this;
    const { stations, legs, trucks } = mine;
    const site = stations.sites[station]!;
    const leg = emptyLeg(mine, place, site);
    const travelMin =
      legs.travelMeansMin[leg * legs.classes + trucks.classes[truck]!]! * trucks.travelFactors[truck]!;
    const loaders = this.loaders(station);
    const ahead = this.ahead(station);
    const { now } = situation.clock;
    let readyAtMin = now;
    if (ahead >= loaders) {
      const loads = Math.max(0, ahead - loaders + 1 - situation.loading(station) / 2);
      readyAtMin += (loads * stations.meanLoadingMin[station]!) / loaders;
    }
    this.travelMin[station] = travelMin;
    this.readyAtMin[station] = readyAtMin;
    const loadedAtMin = Math.max(now + travelMin, readyAtMin) + stations.meanLoadingMin[station]!;
    this.loadedAtMin[station] = loadedAtMin;
    const dump = this.nearest[site]!;
    this.lookToDump(truck, site, dump);
    this.cycleMin[station] = loadedAtMin - now + this.haulMin[dump]! + mine.dumps.fleetMeansMin[dump]!;
  }

  /** Works out the loaded travel of a truck from a load site to a dump to which a road leads. */
  lookToDump(truck: number, site: number, dump: number): void {
    const { legs, trucks } = this.mine;
    const leg = loadedLeg(this.mine, site, dump);
    this.haulMin[dump] =
      legs.travelMeansMin[leg * legs.classes + trucks.classes[truck]!]! * trucks.travelFactors[truck]!;
  }

  private ahead(station: number): number {
    const { situation } = this;
    return situation.queued(station) + situation.loading(station) + situation.underWay(station);
  }

  private loaders(station: number): number {
    const { firstLoaders } = this.mine.stations;
    return firstLoaders[station + 1]! - firstLoaders[station]!;
  }
}
