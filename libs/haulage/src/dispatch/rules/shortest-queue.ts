import type { DispatchRule } from '../dispatch-rule.js';
import { loadersOf } from '../outlook.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const shortestQueue: DispatchRule = {
  name: 'shortest-queue',
  summary: 'The loader with the fewest trucks before it, those on the way counted.',
  prepare: () =>
    statelessDispatcher(
      (view, _truck, _place, station) =>
        (view.queued(station) + view.loading(station) + view.underWay(station)) / loadersOf(view, station),
    ),
};
