import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const random: DispatchRule = {
  name: 'random',
  summary: 'Any reachable loader, all equally likely: what no dispatching comes to.',
  prepare: () =>
    statelessDispatcher((view, truck, _place, station) => {
      view.draw(truck);
      view.stationCosts[station] = view.drawn[0]!;
    }),
};
