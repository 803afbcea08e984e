import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const earliestLoaded: DispatchRule = {
  name: 'earliest-loaded',
  summary: 'The loader from which the truck can be expected to drive away loaded first.',
  prepare: () =>
    statelessDispatcher(({ outlook, stationCosts }, truck, place, station) => {
      outlook.lookToStation(truck, place, station);
      stationCosts[station] = outlook.loadedAtMin[station]!;
    }),
};
