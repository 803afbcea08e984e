import {
  operatorIdrPerH,
  TERMS,
  type ProfitTerms,
  type ShiftFigures,
  type ShiftTerms,
  type TermName,
} from '../economics/profit.js';
import { demurrageH, hoursNeeded, LONGEST_DELAY_H } from '../economics/vessel.js';
import type { Term } from './strategy-answer.js';

/** The terms of a profit with their formulas and every number in them. */
export function termsWithInputs(terms: ProfitTerms, figures: ShiftFigures, fixed: ShiftTerms): Term[] {
  return TERMS.map(([term, sign]) => ({ term, sign, idr: terms[term], ...inputsOf(term, figures, fixed) }));
}

function inputsOf(
  term: TermName,
  { productionT, fuelL, queueH, incidents }: ShiftFigures,
  { operatorH, demand, finance }: ShiftTerms,
): Pick<Term, 'formula' | 'inputs'> {
  switch (term) {
    case 'revenueIdr':
      return product({ productionT, coalPriceIdrPerT: finance.coalPriceIdrPerT });
    case 'fuelIdr':
      return product({ fuelL, fuelPriceIdrPerL: finance.fuelPriceIdrPerL });
    case 'queueIdr':
      return product({ queueH, queueCostIdrPerTruckH: finance.queueCostIdrPerTruckH });
    case 'incidentsIdr':
      return product({ incidents, incidentCostIdr: finance.incidentCostIdr });
    case 'operatorsIdr':
      return product({ operatorH, operatorIdrPerH: operatorIdrPerH(finance) });
    case 'demurrageIdr':
      if (!demand) return { formula: '0: no vessel', inputs: {} };
      return {
        formula:
          'demurrageH × demurrageIdrPerH; demurrageH = max(0, hoursNeeded − hoursLeft), at most longestDelayH; hoursNeeded = remainingT / (productionT × shiftsPerDay) × 24',
        inputs: {
          demurrageH: demurrageH(demand, productionT),
          demurrageIdrPerH: finance.demurrageIdrPerH,
          remainingT: demand.remainingT,
          productionT,
          shiftsPerDay: demand.shiftsPerDay,
          ...finite('hoursNeeded', hoursNeeded(demand, productionT)),
          hoursLeft: demand.hoursLeft,
          longestDelayH: LONGEST_DELAY_H,
        },
      };
    case 'latePenaltyIdr':
      if (!demand) return { formula: '0: no vessel', inputs: {} };
      return {
        formula: 'vesselLatePenaltyIdr where hoursLeft < 0 and remainingT > 0, else 0',
        inputs: {
          vesselLatePenaltyIdr: finance.vesselLatePenaltyIdr,
          hoursLeft: demand.hoursLeft,
          remainingT: demand.remainingT,
        },
      };
  }
}

function product(inputs: Record<string, number>): Pick<Term, 'formula' | 'inputs'> {
  return { formula: Object.keys(inputs).join(' × '), inputs };
}

/** JSON has no infinity: what is one is left out. */
function finite(name: string, value: number): Record<string, number> {
  return Number.isFinite(value) ? { [name]: value } : {};
}
