import type { MineFlow } from '@mining-ops/haulage/kpi/match-factor.js';

/**
 * Loads of a shift if nothing varied: the smaller of what the trucks, the loaders and the dump can do. An upper bound on
 * the mean (asymptotic bounds of closed queues, Lazowska et al. 1984, ch. 5), good enough to rank by.
 */
export function flowLoads(flow: MineFlow, trucks: number, durationMin: number): number {
  return Math.min(trucks / flow.cycleMin, flow.loadersPerMin, flow.dumpsPerMin) * durationMin;
}
