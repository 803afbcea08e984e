import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const shortestCycle: DispatchRule = {
  name: 'shortest-cycle',
  summary: 'The loader with which the truck can be expected to have dumped first.',
  prepare: () =>
    statelessDispatcher(({ outlook, stationCosts }, truck, place, station) => {
      outlook.lookToStation(truck, place, station);
      stationCosts[station] = outlook.cycleMin[station]!;
    }),
};
