import type { Finance } from '../question/strategy-question.js';
import { mean } from './mean.js';
import { demurrageH, demurrageSlopeHPerT, latePenaltyIdr, type VesselDemand } from './vessel.js';

// Profit of a shift = revenue − fuel − waiting − incidents − wages − demurrage − lateness. Each term is a function of
// its own; every one but demurrage is linear in what the shift did, so that its mean is the term at the means.

export const revenueIdr = (productionT: number, { coalPriceIdrPerT }: Finance): number =>
  productionT * coalPriceIdrPerT;

/** Travelling, loading, dumping and waiting: all that the trucks burn. */
export const fuelIdr = (fuelL: number, { fuelPriceIdrPerL }: Finance): number => fuelL * fuelPriceIdrPerL;

/** @param queueH truck-hours waiting for a loader, a dump bay or fuel */
export const queueIdr = (queueH: number, { queueCostIdrPerTruckH }: Finance): number =>
  queueH * queueCostIdrPerTruckH;

/** @param incidents loads with a delay or incident */
export const incidentsIdr = (incidents: number, { incidentCostIdr }: Finance): number =>
  incidents * incidentCostIdr;

/** Wages are monthly; an hour costs a 30th of a 24th of them (the first version's convention, which clients know). */
export const operatorIdrPerH = ({ operatorSalaryIdrPerMonth }: Finance): number =>
  operatorSalaryIdrPerMonth / 30 / 24;

/** @param operatorH hours paid to all truck and loader operators: everyone is paid for the whole shift */
export const operatorsIdr = (operatorH: number, finance: Finance): number =>
  operatorH * operatorIdrPerH(finance);

/**
 * What waiting costs the vessel's owner, charged to this shift whole. It depends on the rate at which the working day
 * delivers, so on the mean production: the day's shifts average out.
 *
 * @param shiftT mean production of a shift, t
 */
export const demurrageIdr = (shiftT: number, demand: VesselDemand | null, finance: Finance): number =>
  demand === null ? 0 : demurrageH(demand, shiftT) * finance.demurrageIdrPerH;

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

/** The names of the terms that profit is made of, revenue first, with the sign with which each counts. */
export const TERMS = [
  ['revenueIdr', 1],
  ['fuelIdr', -1],
  ['queueIdr', -1],
  ['incidentsIdr', -1],
  ['operatorsIdr', -1],
  ['demurrageIdr', -1],
  ['latePenaltyIdr', -1],
] as const satisfies readonly (readonly [keyof ProfitTerms, 1 | -1])[];
export type TermName = (typeof TERMS)[number][0];

/** What money depends on: of one shift, or the mean over shifts. */
export interface ShiftFigures {
  readonly productionT: number;
  readonly fuelL: number;
  readonly queueH: number;
  readonly incidents: number;
}

/** The same, one entry a replication. */
export type ShiftColumns = Readonly<Record<keyof ShiftFigures, Float64Array>>;

/** What does not vary from shift to shift. */
export interface ShiftTerms {
  /** Hours paid to all operators. */
  readonly operatorH: number;
  readonly demand: VesselDemand | null;
  readonly finance: Finance;
}

export function meanFigures({ productionT, fuelL, queueH, incidents }: ShiftColumns): ShiftFigures {
  return {
    productionT: mean(productionT),
    fuelL: mean(fuelL),
    queueH: mean(queueH),
    incidents: mean(incidents),
  };
}

/** The terms of a shift that did `figures`, and where every shift of the day does. */
export function profitTerms(figures: ShiftFigures, { operatorH, demand, finance }: ShiftTerms): ProfitTerms {
  const revenue = revenueIdr(figures.productionT, finance);
  const fuel = fuelIdr(figures.fuelL, finance);
  const queue = queueIdr(figures.queueH, finance);
  const incidents = incidentsIdr(figures.incidents, finance);
  const operators = operatorsIdr(operatorH, finance);
  const demurrage = demurrageIdr(figures.productionT, demand, finance);
  const late = demand === null ? 0 : latePenaltyIdr(demand, finance);
  return {
    revenueIdr: revenue,
    fuelIdr: fuel,
    queueIdr: queue,
    incidentsIdr: incidents,
    operatorsIdr: operators,
    demurrageIdr: demurrage,
    latePenaltyIdr: late,
    profitIdr: revenue - fuel - queue - incidents - operators - demurrage - late,
  };
}

/**
 * Each replication's share in the terms at the means: their mean is `profitTerms` at the means, and their scatter gives
 * its standard error. Demurrage, which is not linear, enters by its tangent at the mean production (delta method: the
 * influence of each replication), so that its uncertainty is in the interval of the profit.
 */
export function termInfluences(columns: ShiftColumns, terms: ShiftTerms): ProfitTerms[] {
  const meanT = mean(columns.productionT);
  const { demand, finance } = terms;
  const slopeIdrPerT = demand === null ? 0 : demurrageSlopeHPerT(demand, meanT) * finance.demurrageIdrPerH;
  const linear = { ...terms, demand: null };
  const atMean = demurrageIdr(meanT, demand, finance);
  const late = demand === null ? 0 : latePenaltyIdr(demand, finance);
  return Array.from(columns.productionT, (productionT, r) => {
    const own = profitTerms(figuresAt(columns, r), linear);
    const waiting = atMean + slopeIdrPerT * (productionT - meanT);
    return {
      ...own,
      demurrageIdr: waiting,
      latePenaltyIdr: late,
      profitIdr: own.profitIdr - waiting - late,
    };
  });
}

/** Profit of each replication by itself, as if every shift of the day were like it: what a shift may come to. */
export function shiftProfitsIdr(columns: ShiftColumns, terms: ShiftTerms): Float64Array {
  return Float64Array.from(
    columns.productionT,
    (_, r) => profitTerms(figuresAt(columns, r), terms).profitIdr,
  );
}

function figuresAt(columns: ShiftColumns, r: number): ShiftFigures {
  return {
    productionT: columns.productionT[r]!,
    fuelL: columns.fuelL[r]!,
    queueH: columns.queueH[r]!,
    incidents: columns.incidents[r]!,
  };
}
