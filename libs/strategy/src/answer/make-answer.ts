import { OBJECTIVE_UNITS } from '../economics/objective.js';
import { profitTerms } from '../economics/profit.js';
import { mostTonnesUnsimulated } from '../search/hopeless.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import { FATES, type CandidateFate } from '../search/fates.js';
import type { StrategySearch } from '../search/strategy-search.js';
import { compareOptions, type Compared } from './compare-options.js';
import { describeOption, ruleOf } from './describe-option.js';
import { paretoSet } from './pareto.js';
import { remarksOn } from './remarks.js';
import type { CandidateSummary, StrategyAnswer, StrategyOption } from './strategy-answer.js';

/**
 * Describes what a search came to.
 *
 * @param dataFingerprint of the data that it was over
 * @param models versions by target of the models that predicted its trips
 */
export function makeAnswer(
  search: StrategySearch,
  dataFingerprint: string,
  models: Readonly<Record<string, string>> = {},
): StrategyAnswer {
  const { question, space, evaluation } = search;
  const { plan, assumptions } = space;
  const { goal } = evaluation;
  const outcome = search.outcome();
  const summaries = summariesOf(search);
  const options = outcome.chosen.map((index, i) =>
    describeOption(search, space.candidate(index), i + 1, foldedInto(search, index)),
  );
  const count = (fate: CandidateFate): number => outcome.fates.filter((one) => one === fate).length;
  const [first, second] = outcome.chosen;
  return {
    options,
    selection: {
      objective: goal.objective,
      unit: OBJECTIVE_UNITS[goal.objective],
      probability: outcome.probability,
      confidence: question.confidence,
      reached: outcome.reached,
      endedBy: outcome.endedBy,
      indifference: outcome.indifference,
      replications: outcome.replications,
      equalAllocation: outcome.equalAllocation,
    },
    candidates: {
      considered: space.size,
      simulated: summaries.length,
      ...(Object.fromEntries(FATES.map((fate) => [fate, count(fate)])) as Record<CandidateFate, number>),
      leftOut: plan.leftOut.map((entry) => ({ ...entry })),
    },
    comparison:
      first === undefined || second === undefined
        ? null
        : compareOptions(goal, comparedOf(search, first), comparedOf(search, second)),
    remarks: remarksOn({
      outcome,
      confidence: question.confidence,
      unexamined: count('unexamined') + unlisted(plan),
      ...worst(search, summaries),
      targetT: question.targetT,
    }),
    runnersUp: outcome.runnersUp.map((index) => summaries.find(({ candidate }) => candidate === index)!),
    pareto: paretoSet(summaries),
    seed: question.seed,
    conditions: { weather: question.weather, roadCondition: question.roadCondition, shift: question.shift },
    assumptions: {
      ...assumptions,
      ...question.workingTime,
      durationSource: space.isPredicted ? 'models' : space.history.source,
      models: { ...models },
      historyCycles: space.history.calibration.cycles,
      shiftEffects: space.disturbances.shiftEffects.length,
      firstArrivals: space.history.firstArrivalMin !== null,
      disturbances: {
        truckBreakdowns: space.disturbances.truckBreakdowns !== null,
        loaderBreakdowns: space.disturbances.loaderBreakdowns !== null,
        weatherChanges: space.disturbances.weather !== null,
        refuelling: space.disturbances.refuelling !== null,
      },
    },
    dataFingerprint,
    warnings: [...plan.warnings, ...space.warnings].map((warning) => ({ ...warning })),
  };
}

/** Candidates that could be worked, and were not listed: there were too many. */
function unlisted({ leftOut }: StrategyPlan): number {
  return leftOut.reduce(
    (total, { code, candidates }) => total + (code.endsWith('_NOT_LISTED') ? candidates : 0),
    0,
  );
}

/** Every simulated candidate by its means, in the candidates' order. */
function summariesOf({ space, evaluation }: StrategySearch): CandidateSummary[] {
  return evaluation.simulated().map((index) => {
    const candidate = space.candidate(index);
    const results = evaluation.of(index);
    const figures = results.meanFigures();
    return {
      candidate: index,
      road: candidate.group.road.name,
      truckCount: candidate.truckCount,
      loaders: candidate.group.loaders.map(({ name }) => name),
      dispatchRule: ruleOf(candidate),
      replications: results.replications,
      objective: evaluation.valueOf(index),
      profitIdr: profitTerms(figures, evaluation.termsOf(candidate)).profitIdr,
      productionT: figures.productionT,
      fuelLPerT: figures.productionT > 0 ? figures.fuelL / figures.productionT : null,
      queueH: figures.queueH,
    };
  });
}

function comparedOf({ space, evaluation }: StrategySearch, index: number): Compared {
  return {
    candidate: index,
    columns: evaluation.of(index).columns(),
    terms: evaluation.termsOf(space.candidate(index)),
  };
}

/** The candidates that a planner would not tell from this one. */
function foldedInto({ space }: StrategySearch, index: number): StrategyOption['folded'] {
  const { group } = space.candidate(index);
  const alike = space.groups.filter(
    ({ road, loaders }) => road.id === group.road.id && loaders.length === group.loaders.length,
  );
  return {
    candidates: alike.length * group.rules.length - 1,
    dispatchRules: group.loaders.length > 1 ? [...group.rules] : [],
    loaderSets: alike.length,
  };
}

/** What is true of all candidates, or not known to be. */
function worst(
  { question, space, evaluation }: StrategySearch,
  summaries: readonly CandidateSummary[],
): { bestProfitIdr: number | null; lateH: number | null; mostT: number | null } {
  const { demand, goal } = evaluation;
  const most = (value: (summary: CandidateSummary) => number): number =>
    summaries.reduce((largest, summary) => Math.max(largest, value(summary)), -Infinity);
  const all = summaries.length === space.size;
  const mostT = most(({ productionT }) => productionT);
  const outOfReach =
    question.targetT > 0 && mostT < question.targetT && mostTonnesUnsimulated(evaluation) < question.targetT;
  return {
    // What was excluded was excluded for earning less.
    bestProfitIdr: all || goal.objective === 'profit' ? most(({ profitIdr }) => profitIdr) : null,
    lateH: demand?.late === true ? -demand.hoursLeft : null,
    mostT: outOfReach ? mostT : null,
  };
}
