import { SHORTFALL_L_PER_T, type Goal } from '../economics/objective.js';
import { demurrageIdr, profitTerms, type ShiftTerms } from '../economics/profit.js';
import type { MineBound } from './flow-bound.js';

/**
 * What the goal's gain of the first `fleet` trucks cannot exceed on average, whatever the dispatch rule. Loads are those
 * of `bound`; waiting, which costs money and fuel, counts as none.
 */
export function gainBound(goal: Goal, bound: MineBound, fleet: number, terms: ShiftTerms): number {
  const { finance, demand } = terms;
  const trucks = bound.trucks.slice(0, fleet);
  const loads = bound.loaderLoads(fleet);
  const mostT = mostOf(trucks, loads, ({ payloadT }) => payloadT);
  const loadCostIdr = (fuelL: number): number =>
    fuelL * finance.fuelPriceIdrPerL + bound.incidents * finance.incidentCostIdr;
  const least = (value: (truck: (typeof trucks)[number]) => number): number =>
    trucks.reduce((smallest, truck) => Math.min(smallest, value(truck)), Infinity);
  switch (goal.objective) {
    case 'tonnes':
      return mostT;
    case 'profit': {
      const idle = profitTerms(
        { productionT: 0, fuelL: 0, queueH: 0, incidents: 0 },
        { ...terms, demand: null },
      );
      const earnedIdr = mostOf(
        trucks,
        loads,
        ({ payloadT, fuelL }) => payloadT * finance.coalPriceIdrPerT - loadCostIdr(fuelL),
      );
      return earnedIdr + idle.profitIdr - demurrageIdr(mostT, demand, finance) - lateIdr(terms);
    }
    case 'cost_per_tonne': {
      const { operatorsIdr } = profitTerms(
        { productionT: 0, fuelL: 0, queueH: 0, incidents: 0 },
        { ...terms, demand: null },
      );
      const fixedIdr = operatorsIdr + demurrageIdr(mostT, demand, finance) + lateIdr(terms);
      const perTonne = least(({ payloadT, fuelL }) => loadCostIdr(fuelL) / payloadT);
      return -(perTonne + fixedIdr / Math.max(1, mostT));
    }
    case 'least_fuel': {
      const perTonne = least(({ payloadT, fuelL }) => fuelL / payloadT);
      const missingT = Math.max(0, goal.targetT - mostT);
      return -perTonne * Math.min(goal.targetT, mostT) - SHORTFALL_L_PER_T * missingT;
    }
  }
}

const lateIdr = ({ demand, finance }: ShiftTerms): number =>
  demand?.late === true ? finance.vesselLatePenaltyIdr : 0;

/** The most that all trucks' loads can come to, where the loaders can do no more than `loads` (fractional knapsack). */
function mostOf<Truck extends { readonly loads: number }>(
  trucks: readonly Truck[],
  loads: number,
  worth: (truck: Truck) => number,
): number {
  let left = loads;
  let sum = 0;
  for (const { worth: each, most } of trucks
    .map((truck) => ({ worth: worth(truck), most: truck.loads }))
    .sort((a, b) => b.worth - a.worth)) {
    if (each <= 0 || left <= 0) break;
    const taken = Math.min(left, most);
    sum += taken * each;
    left -= taken;
  }
  return sum;
}
