import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { matchFactor, mineFlow } from '@mining-ops/haulage/kpi/match-factor.js';
import { firstTrucks } from '@mining-ops/haulage/run/first-trucks.js';
import { mean } from '../economics/mean.js';
import { gainInfluences, objectiveAt, OBJECTIVE_UNITS } from '../economics/objective.js';
import { profitTerms, shiftProfitsIdr, termInfluences } from '../economics/profit.js';
import { analyseVessel } from '../economics/vessel.js';
import type { Candidate } from '../search/candidate-space.js';
import type { StrategySearch } from '../search/strategy-search.js';
import { assignments } from './assignments.js';
import { safetyRules } from './safety-rules.js';
import type { StrategyOption } from './strategy-answer.js';
import { termsWithInputs } from './term-inputs.js';

/** One of the chosen candidates with all that its replications say of it. */
export function describeOption(
  search: StrategySearch,
  candidate: Candidate,
  rank: number,
  folded: StrategyOption['folded'],
): StrategyOption {
  const { question, space, evaluation } = search;
  const { goal, demand } = evaluation;
  const { assumptions } = space;
  const { group, truckCount } = candidate;
  const { road, loaders } = group;
  const { crew, mine } = space.prepare(group);
  const results = evaluation.of(candidate.index);
  const columns = results.columns();
  const fixed = evaluation.termsOf(candidate);
  const figures = results.meanFigures();
  const { productionT } = columns;
  const production = estimate(productionT);
  const fuel = estimate(columns.fuelL);
  const terms = profitTerms(figures, fixed);
  const influences = Float64Array.from(termInfluences(columns, fixed), ({ profitIdr }) => profitIdr);
  const flow = mineFlow(firstTrucks(mine, truckCount));
  const factor = matchFactor(flow, truckCount);
  return {
    rank,
    candidate: candidate.index,
    truckCount,
    loaderCount: loaders.length,
    dispatchRule: ruleOf(candidate),
    replications: results.replications,
    road: {
      id: road.id,
      name: road.name,
      distanceKm: road.distanceKm,
      startPoint: road.startPoint,
      endPoint: road.endPoint,
    },
    loadingPlace: loaders[0]!.currentLocation,
    ...assignments(crew, truckCount),
    kpi: {
      productionT: production,
      cycles: estimate(results.column('cycles')),
      fuelL: fuel,
      fuelRatioLPerT: production.mean > 0 ? fuel.mean / production.mean : null,
      queueH: estimate(columns.queueH),
      loaderQueueH: results.mean('loaderQueueH'),
      dumpQueueH: results.mean('dumpQueueH'),
      refuelQueueH: results.mean('refuelQueueH'),
      incidents: estimate(columns.incidents),
      loaderUtilisation: results.mean('loadingH') / ((loaders.length * assumptions.shiftDurationMin) / 60),
      matchFactor: factor,
      cycleMin: flow.cycleMin,
    },
    objective: {
      mean: objectiveAt(goal, figures, fixed),
      halfWidth95: estimate(gainInfluences(goal, columns, fixed)).halfWidth95,
      unit: OBJECTIVE_UNITS[goal.objective],
    },
    profitIdr: {
      ...estimate(shiftProfitsIdr(columns, fixed)),
      mean: terms.profitIdr,
      halfWidth95: estimate(influences).halfWidth95,
    },
    profitTerms: terms,
    terms: termsWithInputs(terms, figures, fixed),
    target:
      question.targetT > 0
        ? {
            targetT: question.targetT,
            probability: mean(productionT.map((t) => (t >= question.targetT ? 1 : 0))),
          }
        : null,
    vessel: demand && { ...analyseVessel(demand, productionT, question.finance) },
    safetyRules: safetyRules({
      weather: question.weather,
      roadCondition: question.roadCondition,
      shift: question.shift,
      gradientPct: road.gradientPct,
      truckCount,
      matchFactor: factor,
    }).map((rule) => ({ ...rule })),
    folded,
  };
}

/** How trucks find their loader; null where one loader leaves no choice. */
export function ruleOf({ group, rule }: Candidate): string | null {
  return group.loaders.length > 1 ? rule : null;
}
