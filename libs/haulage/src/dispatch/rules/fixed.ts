import { emptyLeg, nearestDump, parkPlace, type CompiledMine } from '../../run/compiled-mine.js';
import type { DispatchRule } from '../dispatch-rule.js';
import { loadersOf } from '../outlook.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const fixed: DispatchRule = {
  name: 'fixed',
  summary:
    'Each truck stays with the load site that it is assigned to; those without one are dealt out in turn.',
  prepare: (mine) => {
    const sites = assignment(mine);
    return statelessDispatcher((view, truck, _place, station) =>
      mine.stations.sites[station] === sites[truck]
        ? (view.queued(station) + view.loading(station) + view.underWay(station)) / loadersOf(view, station)
        : Infinity,
    );
  },
};

function assignment(mine: CompiledMine): Int32Array {
  const usable = mine.names.loadSites
    .map((_, site) => site)
    .filter((site) => emptyLeg(mine, parkPlace(mine), site) >= 0 && nearestDump(mine, site) >= 0);
  let next = 0;
  return mine.trucks.assignedSites.map((site) => {
    if (site >= 0) return site;
    next += 1;
    return usable[(next - 1) % usable.length]!;
  });
}
