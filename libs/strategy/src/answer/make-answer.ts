import { estimate } from '@mining-ops/des/statistics/estimate.js';
import type { VesselAnalysis } from '../economics/vessel.js';
import { vesselOfPlan } from '../economics/vessel-of-plan.js';
import { profitTerms, type ProfitTerms } from '../economics/profit.js';
import type { CandidateGroup, Candidates } from '../evaluate/candidates.js';
import { matchFactor } from '@mining-ops/haulage/kpi/match-factor.js';
import type { ResultsTable } from '../evaluate/results-table.js';
import type { MineAssumptions } from '../plan/shift-conditions.js';
import type { StrategyPlan } from '../plan/strategy-plan.js';
import type { StrategyQuestion } from '../question/strategy-question.js';
import { chooseBest, type Ranked } from './choose.js';
import { safetyRules } from './safety-rules.js';
import type { StrategyAnswer, StrategyOption } from './strategy-answer.js';

const WANTED = 3;

/** What an answer is made from. */
export interface Findings {
  readonly question: StrategyQuestion;
  readonly plan: StrategyPlan;
  readonly candidates: Candidates;
  readonly results: ResultsTable;
  readonly assumptions: MineAssumptions;
  readonly durationSource: 'history' | 'physics';
  readonly historyCycles: number;
  readonly dataFingerprint: string;
}

/** Ranks the simulated candidates by mean profit and describes the best three. */
export function makeAnswer(findings: Findings): StrategyAnswer {
  const { question, plan, candidates, assumptions } = findings;
  const ranked: Ranked[] = [];
  candidates.groups.forEach((group, g) => {
    group.truckCounts.forEach((trucks, count) => {
      ranked.push({
        group: g,
        count,
        meanProfitIdr: mean(profits(findings, g, count).perReplication),
        signature: [group.site.road.id, trucks, group.site.loaders.length].join('\n'),
      });
    });
  });
  const chosen = chooseBest(ranked, WANTED);
  return {
    options: chosen.map(({ group, count }, i) => describe(findings, group, count, i + 1)),
    candidates: {
      simulated: candidates.simulated,
      screenedOut: candidates.screenedOut,
      leftOut: plan.leftOut.map((entry) => ({ ...entry })),
    },
    replications: question.replications,
    seed: question.seed,
    conditions: { weather: question.weather, roadCondition: question.roadCondition, shift: question.shift },
    assumptions: {
      ...assumptions,
      durationSource: findings.durationSource,
      historyCycles: findings.historyCycles,
      disturbances: {
        truckBreakdowns: candidates.disturbances.truckBreakdowns !== null,
        loaderBreakdowns: candidates.disturbances.loaderBreakdowns !== null,
        weatherChanges: candidates.disturbances.weather !== null,
      },
    },
    dataFingerprint: findings.dataFingerprint,
    warnings: [...plan.warnings, ...candidates.warnings].map((warning) => ({ ...warning })),
  };
}

interface Profits {
  readonly perReplication: Float64Array;
  readonly terms: readonly ProfitTerms[];
  readonly vessel: VesselAnalysis | null;
}

function profits(findings: Findings, g: number, count: number): Profits {
  const { question, plan, candidates, results, assumptions } = findings;
  const group = candidates.groups[g]!;
  const column = (kpi: Parameters<ResultsTable['column']>[2]): Float64Array => results.column(g, count, kpi);
  const productionT = column('productionT');
  const [fuelL, loaderQueueH, dumpQueueH, incidents] = [
    column('fuelL'),
    column('loaderQueueH'),
    column('dumpQueueH'),
    column('incidents'),
  ];
  const vessel = vesselOfPlan(plan, question, productionT, assumptions);
  const operatorH =
    ((group.truckCounts[count]! + group.site.loaders.length) * assumptions.shiftDurationMin) / 60;
  const terms = Array.from(productionT, (t, r) =>
    profitTerms(
      {
        productionT: t,
        fuelL: fuelL[r]!,
        queueH: loaderQueueH[r]! + dumpQueueH[r]!,
        incidents: incidents[r]!,
        operatorH,
        demurrageIdr: vessel?.demurrageIdr ?? 0,
        latePenaltyIdr: vessel?.latePenaltyIdr ?? 0,
      },
      question.finance,
    ),
  );
  return { perReplication: Float64Array.from(terms, (term) => term.profitIdr), terms, vessel };
}

function describe(findings: Findings, g: number, count: number, rank: number): StrategyOption {
  const { question, plan, candidates, results, assumptions } = findings;
  const group = candidates.groups[g]!;
  const { road, loaders } = group.site;
  const truckCount = group.truckCounts[count]!;
  const { perReplication, terms, vessel } = profits(findings, g, count);
  const column = (kpi: Parameters<ResultsTable['column']>[2]): Float64Array => results.column(g, count, kpi);
  const productionT = column('productionT');
  const production = estimate(productionT);
  const fuel = estimate(column('fuelL'));
  const [loaderQueueH, dumpQueueH] = [column('loaderQueueH'), column('dumpQueueH')];
  const factor = matchFactor(group.flow, truckCount);
  return {
    rank,
    truckCount,
    loaderCount: loaders.length,
    road: {
      id: road.id,
      name: road.name,
      distanceKm: road.distanceKm,
      startPoint: road.startPoint,
      endPoint: road.endPoint,
    },
    loadingPlace: loaders[0]!.currentLocation,
    ...assignments(plan, group, truckCount),
    kpi: {
      productionT: production,
      cycles: estimate(column('cycles')),
      fuelL: fuel,
      fuelRatioLPerT: production.mean > 0 ? fuel.mean / production.mean : null,
      queueH: estimate(loaderQueueH.map((hours, r) => hours + dumpQueueH[r]!)),
      loaderQueueH: mean(loaderQueueH),
      dumpQueueH: mean(dumpQueueH),
      incidents: estimate(column('incidents')),
      loaderUtilisation: mean(column('loadingH')) / ((loaders.length * assumptions.shiftDurationMin) / 60),
      matchFactor: factor,
      cycleMin: group.flow.cycleMin,
    },
    profitIdr: estimate(perReplication),
    profitTerms: meanTerms(terms),
    target:
      question.targetT > 0
        ? {
            targetT: question.targetT,
            probability: productionT.filter((t) => t >= question.targetT).length / productionT.length,
          }
        : null,
    vessel,
    safetyRules: safetyRules({
      weather: question.weather,
      roadCondition: question.roadCondition,
      shift: question.shift,
      gradientPct: road.gradientPct,
      truckCount,
      matchFactor: factor,
    }).map((rule) => ({ ...rule })),
  };
}

function assignments(
  plan: StrategyPlan,
  group: CandidateGroup,
  truckCount: number,
): Pick<StrategyOption, 'trucks' | 'loaders'> {
  return {
    trucks: plan.trucks.slice(0, truckCount).map((truck, i) => ({
      id: truck.id,
      name: truck.code ?? truck.name ?? truck.id,
      capacityT: truck.capacityT,
      operatorId: plan.truckDrivers[i]!.id,
    })),
    loaders: group.site.loaders.map((loader, i) => ({
      id: loader.id,
      name: loader.name,
      bucketCapacityM3: loader.bucketCapacityM3,
      operatorId: plan.loaderOperators[i]!.id,
    })),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanTerms(terms: readonly ProfitTerms[]): ProfitTerms {
  const average = (term: keyof ProfitTerms): number =>
    terms.reduce((sum, t) => sum + t[term], 0) / terms.length;
  return {
    revenueIdr: average('revenueIdr'),
    fuelIdr: average('fuelIdr'),
    queueIdr: average('queueIdr'),
    incidentsIdr: average('incidentsIdr'),
    operatorsIdr: average('operatorsIdr'),
    demurrageIdr: average('demurrageIdr'),
    latePenaltyIdr: average('latePenaltyIdr'),
    profitIdr: average('profitIdr'),
  };
}
