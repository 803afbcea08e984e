import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const leastLoaderIdle: DispatchRule = {
  name: 'least-loader-idle',
  summary:
    'The loader that would stand idle longest before the truck comes (or that keeps it waiting least).',
  prepare: () =>
    statelessDispatcher(({ outlook, clock, stationCosts }, truck, place, station) => {
      outlook.lookToStation(truck, place, station);
      const arrivalMin = clock.now + outlook.travelMin[station]!;
      stationCosts[station] = outlook.readyAtMin[station]! - arrivalMin;
    }),
};
