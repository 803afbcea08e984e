import { shiftDefinition, type Disturbances } from '@mining-ops/haulage/calibration/shift-definition.js';
import { mineFlow, type MineFlow } from '@mining-ops/haulage/kpi/match-factor.js';
import { compileMine } from '@mining-ops/haulage/run/compile-mine.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { profitTerms } from '../economics/profit.js';
import { vesselOfPlan } from '../economics/vessel-of-plan.js';
import {
  conditionCodes,
  disturbancesOf,
  shiftConditions,
  type CalibratedHistory,
  type MineAssumptions,
} from '../plan/shift-conditions.js';
import type { PlanSite, PlanWarning, StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { flowShift } from './flow-estimate.js';

/** At most this many candidates are simulated; of more, those whose flow would earn most are. */
export const MOST_SIMULATED = 5_000;

/** A site with the truck counts to simulate on it. */
export interface CandidateGroup {
  readonly site: PlanSite;
  readonly truckCounts: readonly number[];
  readonly flow: MineFlow;
  readonly mine: CompiledMine;
}

export interface Candidates {
  readonly groups: readonly CandidateGroup[];
  readonly simulated: number;
  /** Left out because what their flow would earn ranked below the first `MOST_SIMULATED`. */
  readonly screenedOut: number;
  readonly warnings: readonly PlanWarning[];
  /** What disturbs every shift. */
  readonly disturbances: Disturbances;
}

/** Compiles the plan's candidates, the same for every order of the files' rows that gives the same plan. */
export function prepareCandidates(
  question: StrategyQuestion,
  plan: StrategyPlan,
  history: CalibratedHistory,
  assumptions: MineAssumptions,
  mostSimulated = MOST_SIMULATED,
): Candidates {
  const codes = conditionCodes(question, history);
  const fleet = plan.trucks.slice(0, Math.max(...plan.truckCounts)).map(({ id, capacityT }, i) => ({
    id,
    capacityT,
    code: history.truckCodes.get(id) ?? -1,
    operator: history.operatorCodes.get(plan.truckDrivers[i]!.id) ?? -1,
  }));
  const disturbances = disturbancesOf(question, codes.weather, history);
  const compileSite = (site: PlanSite): CompiledMine =>
    compileMine(
      shiftDefinition(
        history.calibration,
        shiftConditions(site.road, codes, history, assumptions),
        fleet,
        site.loaders.map(({ id, bucketCapacityM3 }) => ({
          id,
          code: history.loaderCodes.get(id) ?? -1,
          bucketM3: bucketCapacityM3,
        })),
        disturbances,
      ),
    );
  const total = plan.sites.length * plan.truckCounts.length;
  const kept =
    total <= mostSimulated ? null : bestByFlow(question, plan, assumptions, compileSite, mostSimulated);
  const groups: CandidateGroup[] = [];
  plan.sites.forEach((site, s) => {
    const truckCounts = kept
      ? plan.truckCounts.filter((count) => kept.has(candidateKey(s, count)))
      : plan.truckCounts;
    if (truckCounts.length === 0) return;
    const mine = compileSite(site);
    groups.push({ site, truckCounts, flow: mineFlow(mine), mine });
  });
  const simulated = groups.reduce((sum, group) => sum + group.truckCounts.length, 0);
  return {
    groups,
    simulated,
    screenedOut: total - simulated,
    warnings: [...history.warnings, ...codes.warnings],
    disturbances,
  };
}

const candidateKey = (site: number, trucks: number): string => `${site}:${trucks}`;

/** The candidates whose flow would earn most, by the same profit that the simulated ones are ranked by. */
function bestByFlow(
  question: StrategyQuestion,
  plan: StrategyPlan,
  assumptions: MineAssumptions,
  compileSite: (site: PlanSite) => CompiledMine,
  most: number,
): Set<string> {
  const ranked: { key: string; profitIdr: number; order: number }[] = [];
  plan.sites.forEach((site, s) => {
    const mine = compileSite(site);
    const flow = mineFlow(mine);
    for (const trucks of plan.truckCounts) {
      const shift = flowShift(mine, flow, trucks, assumptions.shiftDurationMin);
      const vessel = vesselOfPlan(plan, question, Float64Array.of(shift.productionT), assumptions);
      const { profitIdr } = profitTerms(
        {
          ...shift,
          operatorH: ((trucks + site.loaders.length) * assumptions.shiftDurationMin) / 60,
          demurrageIdr: vessel?.demurrageIdr ?? 0,
          latePenaltyIdr: vessel?.latePenaltyIdr ?? 0,
        },
        question.finance,
      );
      ranked.push({ key: candidateKey(s, trucks), profitIdr, order: ranked.length });
    }
  });
  ranked.sort((a, b) => b.profitIdr - a.profitIdr || a.order - b.order);
  return new Set(ranked.slice(0, most).map(({ key }) => key));
}
