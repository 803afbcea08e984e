import type { Finance } from '../question/strategy-question.js';

/** The profit of one shift, term by term, in rupiah: `profitIdr` is revenue less all the others. */
export interface ProfitTerms {
  readonly revenueIdr: number;
  readonly fuelIdr: number;
  readonly queueIdr: number;
  readonly incidentsIdr: number;
  readonly operatorsIdr: number;
  readonly demurrageIdr: number;
  readonly latePenaltyIdr: number;
  readonly profitIdr: number;
}

/** What a shift did, as far as money depends on it. */
export interface ShiftResult {
  readonly productionT: number;
  readonly fuelL: number;
  readonly queueH: number;
  readonly incidents: number;
  /** Hours paid to all truck and loader operators. */
  readonly operatorH: number;
  readonly demurrageIdr: number;
  readonly latePenaltyIdr: number;
}

/** Wages are monthly; an hour costs a 30th of a 24th of them (the first version's convention, which clients know). */
export function operatorIdrPerH(finance: Finance): number {
  return finance.operatorSalaryIdrPerMonth / 30 / 24;
}

export function profitTerms(result: ShiftResult, finance: Finance): ProfitTerms {
  const revenueIdr = result.productionT * finance.coalPriceIdrPerT;
  const fuelIdr = result.fuelL * finance.fuelPriceIdrPerL;
  const queueIdr = result.queueH * finance.queueCostIdrPerTruckH;
  const incidentsIdr = result.incidents * finance.incidentCostIdr;
  const operatorsIdr = result.operatorH * operatorIdrPerH(finance);
  const { demurrageIdr, latePenaltyIdr } = result;
  return {
    revenueIdr,
    fuelIdr,
    queueIdr,
    incidentsIdr,
    operatorsIdr,
    demurrageIdr,
    latePenaltyIdr,
    profitIdr: revenueIdr - fuelIdr - queueIdr - incidentsIdr - operatorsIdr - demurrageIdr - latePenaltyIdr,
  };
}
