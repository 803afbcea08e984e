import { shiftDefinition } from '@mining-ops/haulage/calibration/shift-definition.js';
import { compile, type CompiledHaulage } from '@mining-ops/haulage/run/compile.js';
import { operatorIdrPerH } from '../economics/profit.js';
import {
  conditionCodes,
  shiftConditions,
  type CalibratedHistory,
  type MineAssumptions,
} from '../plan/shift-conditions.js';
import type { PlanSite, PlanWarning, StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { flowLoads, flowOf, type Flow } from './flow-estimate.js';

/** At most this many candidates are simulated; of more, the best by the flow bound are. */
export const MOST_SIMULATED = 5_000;

/** A site with the truck counts to simulate on it. */
export interface CandidateGroup {
  readonly site: PlanSite;
  readonly truckCounts: readonly number[];
  readonly flow: Flow;
  readonly mine: CompiledHaulage;
}

export interface Candidates {
  readonly groups: readonly CandidateGroup[];
  readonly simulated: number;
  /** Left out because their bound on profit ranked below the first `MOST_SIMULATED`. */
  readonly screenedOut: number;
  readonly warnings: readonly PlanWarning[];
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
  const fleet = plan.trucks.slice(0, Math.max(...plan.truckCounts));
  const definitionOf = (site: PlanSite): ReturnType<typeof shiftDefinition> =>
    shiftDefinition(
      history.calibration,
      shiftConditions(site.road, codes, history, assumptions),
      fleet.map(({ id, capacityT }) => ({ id, capacityT })),
      site.loaders.map(({ id }) => ({ id, code: history.loaderCodes.get(id) ?? -1 })),
    );
  const total = plan.sites.length * plan.truckCounts.length;
  const kept =
    total <= mostSimulated ? null : bestByFlow(question, plan, assumptions, definitionOf, mostSimulated);
  const groups: CandidateGroup[] = [];
  plan.sites.forEach((site, s) => {
    const truckCounts = kept
      ? plan.truckCounts.filter((count) => kept.has(candidateKey(s, count)))
      : plan.truckCounts;
    if (truckCounts.length === 0) return;
    const definition = definitionOf(site);
    groups.push({ site, truckCounts, flow: flowOf(definition), mine: compile(definition) });
  });
  const simulated = groups.reduce((sum, group) => sum + group.truckCounts.length, 0);
  return { groups, simulated, screenedOut: total - simulated, warnings: codes.warnings };
}

const candidateKey = (site: number, trucks: number): string => `${site}:${trucks}`;

function bestByFlow(
  question: StrategyQuestion,
  plan: StrategyPlan,
  assumptions: MineAssumptions,
  definitionOf: (site: PlanSite) => ReturnType<typeof shiftDefinition>,
  most: number,
): Set<string> {
  const { finance } = question;
  const hours = assumptions.shiftDurationMin / 60;
  const capacities = plan.trucks.map((truck) => truck.capacityT);
  const ranked: { key: string; bound: number; order: number }[] = [];
  plan.sites.forEach((site, s) => {
    const definition = definitionOf(site);
    const flow = flowOf(definition);
    for (const trucks of plan.truckCounts) {
      const loads = flowLoads(flow, trucks, assumptions.shiftDurationMin);
      const meanCapacityT = capacities.slice(0, trucks).reduce((a, b) => a + b, 0) / trucks;
      const waitingH = Math.max(0, trucks * hours - (loads * flow.cycleMin) / 60);
      const bound =
        loads * meanCapacityT * definition.payloadFraction.mean * finance.coalPriceIdrPerT -
        loads * definition.tripFuelL.mean * finance.fuelPriceIdrPerL -
        waitingH * finance.queueCostIdrPerTruckH -
        (trucks + site.loaders.length) * hours * operatorIdrPerH(finance);
      ranked.push({ key: candidateKey(s, trucks), bound, order: ranked.length });
    }
  });
  ranked.sort((a, b) => b.bound - a.bound || a.order - b.order);
  return new Set(ranked.slice(0, most).map(({ key }) => key));
}
