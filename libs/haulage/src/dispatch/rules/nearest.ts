import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const nearest: DispatchRule = {
  name: 'nearest',
  summary: 'The loader that the truck reaches first.',
  prepare: () =>
    statelessDispatcher(({ outlook, stationCosts }, truck, place, station) => {
      outlook.lookToStation(truck, place, station);
      stationCosts[station] = outlook.travelMin[station]!;
    }),
};
