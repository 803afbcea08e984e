import type { CompiledMine } from '../run/compiled-mine.js';

/** What a dispatcher sees at the moment of a decision. */
export interface DispatchView {
  readonly mine: CompiledMine;
  readonly nowMin: number;
  /** Trucks that wait at a station, those being loaded not counted. */
  queued(station: number): number;
  /** Trucks being loaded at a station. */
  loading(station: number): number;
  /** Trucks on the way to a station. */
  underWay(station: number): number;
  /** A uniform random number from the truck's own stream. */
  uniform(truck: number): number;
}

/**
 * Decides where trucks go, by costs: the reachable station (or dump) with the lowest cost is chosen, the first of
 * equals; infinity means never. Prepared once for a mine, and reset before each replication.
 */
export interface Dispatcher {
  /** @param place where the truck stands: a dump, or the park as the number after the last dump */
  stationCost(view: DispatchView, truck: number, place: number, station: number): number;
  dumpCost(view: DispatchView, truck: number, site: number, dump: number): number;
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
