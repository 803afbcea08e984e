import type { MineAssumptions } from '../plan/shift-conditions.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { analyseVessel, type VesselAnalysis } from './vessel.js';

/**
 * What a candidate does for the plan's vessel; null where none waits.
 *
 * @param productionT one number a replication: t hauled in the shift
 */
export function vesselOfPlan(
  { schedule, vesselName }: StrategyPlan,
  { startMs, finance }: StrategyQuestion,
  productionT: Float64Array,
  { shiftsPerDay }: MineAssumptions,
): VesselAnalysis | null {
  if (schedule === null || vesselName === null) return null;
  return analyseVessel(schedule, vesselName, startMs, productionT, shiftsPerDay, finance);
}
