import { emptyLeg, nearestDump, parkPlace, type CompiledMine } from '../../run/compiled-mine.js';
import type { DispatchRule } from '../dispatch-rule.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const fixed: DispatchRule = {
  name: 'fixed',
  summary:
    'Each truck stays with the load site that it is assigned to; those without one are dealt out in turn.',
  prepare: (mine) => {
    const sites = assignment(mine);
    return statelessDispatcher(({ outlook, stationCosts }, truck, _place, station) => {
      outlook.lookAtQueue(station);
      if (mine.stations.sites[station] === sites[truck]) stationCosts[station] = outlook.crowd[station]!;
      else stationCosts[station] = Infinity;
    });
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
