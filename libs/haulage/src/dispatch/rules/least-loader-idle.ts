import type { DispatchRule } from '../dispatch-rule.js';
import { readyAtMin, travelToStationMin } from '../outlook.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const leastLoaderIdle: DispatchRule = {
  name: 'least-loader-idle',
  summary:
    'The loader that would stand idle longest before the truck comes (or that keeps it waiting least).',
  prepare: () =>
    statelessDispatcher(
      (view, truck, place, station) =>
        readyAtMin(view, station) - (view.nowMin + travelToStationMin(view, truck, place, station)),
    ),
};
