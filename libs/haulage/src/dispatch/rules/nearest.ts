import type { DispatchRule } from '../dispatch-rule.js';
import { travelToStationMin } from '../outlook.js';
import { statelessDispatcher } from '../stateless-dispatcher.js';

export const nearest: DispatchRule = {
  name: 'nearest',
  summary: 'The loader that the truck reaches first.',
  prepare: () => statelessDispatcher(travelToStationMin),
};
