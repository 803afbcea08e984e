import type { Objective } from '../question/strategy-question.js';
import { mean } from './mean.js';
import {
  demurrageIdr,
  meanFigures,
  profitTerms,
  type ShiftColumns,
  type ShiftFigures,
  type ShiftTerms,
} from './profit.js';
import { demurrageSlopeHPerT } from './vessel.js';

/** What the search makes largest: profit or tonnes, or cost or fuel with the sign turned. */
export interface Goal {
  readonly objective: Objective;
  /** What the shift must haul on average where the least fuel is wanted, t. */
  readonly targetT: number;
}

export const OBJECTIVE_UNITS: Readonly<Record<Objective, string>> = {
  profit: 'IDR',
  cost_per_tonne: 'IDR/t',
  tonnes: 't',
  least_fuel: 'L',
};

/** A shift that hauls less counts as hauling this much: cost per tonne of nothing would be no number. */
const LEAST_PRODUCTION_T = 1;
/**
 * A tonne short of the target weighs as this much fuel, some times what any truck burns to haul it: to fall short never
 * pays, so the least fuel is that of those who meet the target (an exact penalty), and where nobody does, the nearest.
 */
export const SHORTFALL_L_PER_T = 3;

/** The objective in its own unit at mean figures: IDR, IDR/t, t or L. */
export function objectiveAt({ objective }: Goal, figures: ShiftFigures, terms: ShiftTerms): number {
  switch (objective) {
    case 'profit':
      return profitTerms(figures, terms).profitIdr;
    case 'cost_per_tonne':
      return costIdr(figures, terms) / Math.max(LEAST_PRODUCTION_T, figures.productionT);
    case 'tonnes':
      return figures.productionT;
    case 'least_fuel':
      return figures.fuelL;
  }
}

/** What is to be made largest, at mean figures: the objective, its sign turned where less is better. */
export function gainAt(goal: Goal, figures: ShiftFigures, terms: ShiftTerms): number {
  const value = objectiveAt(goal, figures, terms);
  switch (goal.objective) {
    case 'profit':
    case 'tonnes':
      return value;
    case 'cost_per_tonne':
      return -value;
    case 'least_fuel':
      return -value - SHORTFALL_L_PER_T * Math.max(0, goal.targetT - figures.productionT);
  }
}

/**
 * Each replication's share in `gainAt` at the means (delta method, as for the profit's terms): the mean of the shares is
 * the gain, their scatter its standard error.
 *
 * @param at the means at which the tangents are taken
 */
export function gainInfluences(
  goal: Goal,
  columns: ShiftColumns,
  terms: ShiftTerms,
  at: ShiftFigures = meanFigures(columns),
): Float64Array {
  const { productionT, fuelL } = columns;
  switch (goal.objective) {
    case 'tonnes':
      return productionT;
    case 'profit':
      return linearProfits(columns, terms, at);
    case 'cost_per_tonne': {
      const hauledT = Math.max(LEAST_PRODUCTION_T, at.productionT);
      const ratio = costIdr(at, terms) / hauledT;
      const profits = linearProfits(columns, terms, at);
      const price = terms.finance.coalPriceIdrPerT;
      const moves = at.productionT > LEAST_PRODUCTION_T ? 1 : 0;
      return profits.map((profitIdr, r) => {
        const cost = productionT[r]! * price - profitIdr;
        return -(ratio + (cost - ratio * (hauledT + moves * (productionT[r]! - hauledT))) / hauledT);
      });
    }
    case 'least_fuel': {
      const weight = at.productionT < goal.targetT ? SHORTFALL_L_PER_T : 0;
      return fuelL.map((litres, r) => -litres - weight * (goal.targetT - productionT[r]!));
    }
  }
}

/** Whether the mean figures satisfy what the goal demands. */
export function meetsGoal({ objective, targetT }: Goal, { productionT }: ShiftFigures): boolean {
  return objective !== 'least_fuel' || productionT >= targetT;
}

function costIdr(figures: ShiftFigures, terms: ShiftTerms): number {
  const { revenueIdr, profitIdr } = profitTerms(figures, terms);
  return revenueIdr - profitIdr;
}

function linearProfits(columns: ShiftColumns, terms: ShiftTerms, at: ShiftFigures): Float64Array {
  const { demand, finance } = terms;
  const slope = demand === null ? 0 : demurrageSlopeHPerT(demand, at.productionT) * finance.demurrageIdrPerH;
  const waiting = demurrageIdr(at.productionT, demand, finance);
  const fixed = profitTerms(
    { productionT: 0, fuelL: 0, queueH: 0, incidents: 0 },
    { ...terms, demand: null },
  );
  const late = demand?.late === true ? finance.vesselLatePenaltyIdr : 0;
  const { coalPriceIdrPerT, fuelPriceIdrPerL, queueCostIdrPerTruckH, incidentCostIdr } = finance;
  return columns.productionT.map(
    (t, r) =>
      t * coalPriceIdrPerT -
      columns.fuelL[r]! * fuelPriceIdrPerL -
      columns.queueH[r]! * queueCostIdrPerTruckH -
      columns.incidents[r]! * incidentCostIdr +
      fixed.profitIdr -
      late -
      waiting -
      slope * (t - at.productionT),
  );
}

/** 1% of the best gain: what a planner would not change a plan for, where the request does not say. */
export function usualIndifference(bestGain: number): number {
  return Math.abs(bestGain) * 0.01;
}

/** Mean gain of some replications. */
export function meanGain(goal: Goal, columns: ShiftColumns, terms: ShiftTerms): number {
  return mean(gainInfluences(goal, columns, terms));
}
