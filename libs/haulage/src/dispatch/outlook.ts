import { emptyLeg, loadedLeg, nearestDump, type CompiledMine } from '../run/compiled-mine.js';
import type { DispatchView } from './dispatch-rule.js';

// What can be expected from where things stand now, from means: the knowledge of a dispatcher with a radio.

function legMin(mine: CompiledMine, truck: number, leg: number): number {
  if (leg < 0) return Infinity;
  const { legs, trucks } = mine;
  return legs.travelMeansMin[leg * legs.classes + trucks.classes[truck]!]! * trucks.travelFactors[truck]!;
}

/** Expected empty travel of a truck from a place to a station, min; infinity where no road leads there. */
export function travelToStationMin(
  { mine }: DispatchView,
  truck: number,
  place: number,
  station: number,
): number {
  return legMin(mine, truck, emptyLeg(mine, place, mine.stations.sites[station]!));
}

/** Expected loaded travel of a truck, min; infinity where no road leads there. */
export function haulingMin({ mine }: DispatchView, truck: number, site: number, dump: number): number {
  return legMin(mine, truck, loadedLeg(mine, site, dump));
}

/** Loaders of a station. */
export function loadersOf({ mine }: DispatchView, station: number): number {
  return mine.stations.firstLoaders[station + 1]! - mine.stations.firstLoaders[station]!;
}

/**
 * When a loader of the station can be expected to be free for one truck more, min of simulated time: those that wait,
 * are loaded or are on the way come first, and a truck being loaded has half its time before it.
 */
export function readyAtMin(view: DispatchView, station: number): number {
  const loaders = loadersOf(view, station);
  const loading = view.loading(station);
  const ahead = view.queued(station) + view.underWay(station) + loading;
  if (ahead < loaders) return view.nowMin;
  const loads = ahead - loaders + 1 - loading / 2;
  return view.nowMin + (Math.max(0, loads) * view.mine.stations.meanLoadingMin[station]!) / loaders;
}

/** When the truck could be expected to drive away loaded, were it sent to the station now. */
export function loadedAtMin(view: DispatchView, truck: number, place: number, station: number): number {
  const arrivalMin = view.nowMin + travelToStationMin(view, truck, place, station);
  return Math.max(arrivalMin, readyAtMin(view, station)) + view.mine.stations.meanLoadingMin[station]!;
}

/** Expected time from now until the truck is back at a dump and empty, were it sent to the station now. */
export function cycleMin(view: DispatchView, truck: number, place: number, station: number): number {
  const { mine } = view;
  const site = mine.stations.sites[station]!;
  const dump = nearestDump(mine, site);
  return (
    loadedAtMin(view, truck, place, station) -
    view.nowMin +
    haulingMin(view, truck, site, dump) +
    mine.dumps.meansMin[dump]!
  );
}
