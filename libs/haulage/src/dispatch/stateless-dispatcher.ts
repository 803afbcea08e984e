import type { Dispatcher, DispatchView } from './dispatch-rule.js';
import { haulingMin } from './outlook.js';

/** A dispatcher that remembers nothing and sends every load to the nearest dump. */
export function statelessDispatcher(stationCost: Dispatcher['stationCost']): Dispatcher {
  return { stationCost, dumpCost: nearest, sentToStation: ignore, sentToDump: ignore, reset: ignore };
}

function nearest(view: DispatchView, truck: number, site: number, dump: number): number {
  return haulingMin(view, truck, site, dump);
}

function ignore(): void {
  // nothing to remember
}
