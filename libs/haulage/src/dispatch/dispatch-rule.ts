import type { CompiledMine } from '../run/compiled-mine.js';
import type { Outlook, Situation } from './outlook.js';

/** What a dispatcher sees at the moment of a decision, and where it leaves costs. */
export interface DispatchView extends Situation {
  /** What can be expected from means. */
  readonly outlook: Outlook;
  /** The cost of each station, and of each dump. */
  readonly stationCosts: Float64Array;
  readonly dumpCosts: Float64Array;
  /** Draws a uniform random number from the truck's own stream into `drawn[0]`. */
  draw(truck: number): void;
  readonly drawn: Float64Array;
}

/**
 * Decides where trucks go, by costs: the reachable station (or dump) with the lowest cost is chosen, the first of
 * equals; infinity means never. Prepared once for a mine, and reset before each replication.
 */
export interface Dispatcher {
  /**
   * Writes what it costs to send a truck to a station, to which a road leads, into the station's entry of `view.stationCosts`.
   *
   * @param place where the truck stands: a dump, or the park as the number after the last dump
   */
  stationCost(view: DispatchView, truck: number, place: number, station: number): void;
  /** As `stationCost`, from a load site to a dump, into the dump's entry of `view.dumpCosts`. */
  dumpCost(view: DispatchView, truck: number, site: number, dump: number): void;
  /** Told of each truck that is sent to a station, and of each that is sent to a dump. */
  sentToStation(place: number, station: number): void;
  sentToDump(site: number, dump: number): void;
  reset(): void;
}

/** A way to dispatch trucks. One rule is one file in `rules/`, and one line in `all-rules.ts`. */
export interface DispatchRule {
  readonly name: string;
  /** For people, in one sentence. */
  readonly summary: string;
  prepare(mine: CompiledMine): Dispatcher;
}
