import {
  disturbancesSchema,
  financeSchema,
  strategyQuestionSchema,
  type Finance,
  type StrategyQuestion,
} from '@mining-ops/strategy/question/strategy-question.js';
import { normaliseShift } from '@mining-ops/fleet-data/vocabulary.js';
import type { Option } from '../facts/option.js';
import { ToolFailure, type ToolContext } from './tool.js';

const MS_PER_H = 3_600_000;
/** Enough to tell a scenario from an option, few enough for a person who waits. */
const REPLICATIONS = 60;

/**
 * The question whose only answer is an option as it is. From the question that led to it where that is known; else
 * worked back from the option itself: a price is its term over its quantity.
 */
export function questionOf(
  option: Option,
  { facts, strategyQuestion, nowMs }: ToolContext,
): StrategyQuestion {
  const { truckCount, loaderCount, road } = option;
  if (truckCount === null || loaderCount === null || road?.id == null)
    throw new ToolFailure('the option has no DETAIL: send top_3_strategies_context whole, or the job id');
  const fixed = {
    truckCounts: [truckCount],
    loaderCounts: [loaderCount],
    roadId: road.id,
    loaderId: option.loaders[0]?.id ?? null,
    siteId: null,
    replications: REPLICATIONS,
  };
  if (strategyQuestion !== null) return strategyQuestionSchema.parse({ ...strategyQuestion, ...fixed });
  const { circumstances: c } = facts;
  const shift = normaliseShift(c.shift ?? 'SHIFT_1');
  return strategyQuestionSchema.parse({
    ...fixed,
    weather: c.weather ?? 'CERAH',
    roadCondition: c.roadCondition ?? 'GOOD',
    shift: shift.known ? shift.value : 'SHIFT_1',
    startMs: startOf(option) ?? nowMs,
    scheduleId: option.vessel?.scheduleId ?? null,
    targetT: option.target?.targetT ?? 0,
    finance: financeOf(option),
    disturbances: disturbancesSchema.parse({
      breakdowns: c.breakdowns ?? undefined,
      weatherChanges: c.weatherChanges ?? undefined,
    }),
    seed: c.seed ?? 1,
  });
}

/** The vessel's deadline less its slack and the time that it needs. */
function startOf({ vessel }: Option): number | null {
  if (vessel?.deadlineMs == null || vessel.slackH === null || vessel.daysToComplete === null) return null;
  return Math.round(vessel.deadlineMs - (vessel.slackH + vessel.daysToComplete * 24) * MS_PER_H);
}

/** The prices with which the option was computed; where one cannot be told, the default. */
function financeOf({ terms, productionT, fuelL, queueH, incidents, vessel }: Option): Finance {
  const price = (total: number | undefined, amount: number | null | undefined): number | undefined =>
    total === undefined || amount == null || amount <= 0 ? undefined : total / amount;
  return financeSchema.parse({
    coalPriceIdrPerT: price(terms?.revenueIdr, productionT?.mean),
    fuelPriceIdrPerL: price(terms?.fuelIdr, fuelL?.mean),
    queueCostIdrPerTruckH: price(terms?.queueIdr, queueH?.mean),
    incidentCostIdr: price(terms?.incidentsIdr, incidents?.mean),
    demurrageIdrPerH: price(terms?.demurrageIdr, vessel?.slackH == null ? null : -vessel.slackH),
  });
}
