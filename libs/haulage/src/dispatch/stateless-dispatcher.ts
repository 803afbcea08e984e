import type { Dispatcher, DispatchView } from './dispatch-rule.js';

/** A dispatcher that remembers nothing and sends every load to the nearest dump. */
export function statelessDispatcher(stationCost: Dispatcher['stationCost']): Dispatcher {
  return { stationCost, dumpCost: nearest, sentToStation: ignore, sentToDump: ignore, reset: ignore };
}

function nearest({ outlook, dumpCosts }: DispatchView, truck: number, site: number, dump: number): void {
  outlook.lookToDump(truck, site, dump);
  dumpCosts[dump] = outlook.haulMin[dump]!;
}

function ignore(): void {
  // nothing to remember
}
