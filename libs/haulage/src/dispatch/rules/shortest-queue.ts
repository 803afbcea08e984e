import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const shortestQueue: DispatchRule = {
  name: 'shortest-queue',
  summary: 'The loader with the fewest trucks before it, those on the way counted.',
  prepare: () =>
    statelessDispatcher(({ outlook, stationCosts }, _truck, _place, station) => {
      outlook.lookAtQueue(station);
      stationCosts[station] = outlook.crowd[station]!;
    }),
};
