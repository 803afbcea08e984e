import { z } from 'zod';
import { profitTerms } from '../economics/profit.js';
import { OBJECTIVE_UNITS } from '../economics/objective.js';
import type { Evaluation } from '../search/evaluation.js';
import { FATES } from '../search/fates.js';
import type { StrategySearch } from '../search/strategy-search.js';

const integers = z.array(z.int());
const means = z.array(z.number().nullable());

/**
 * Every candidate of a search with its means, column by column: small enough to keep for ten thousand candidates. The
 * simulated ones come first, the best of them first; then the others, by their numbers. Means have seven digits.
 */
export const candidateTableSchema = z.object({
  objective: z.string(),
  unit: z.string(),
  /** What candidates have in common: a road and a set of loaders. */
  groups: z.array(
    z.object({
      roadId: z.string(),
      road: z.string(),
      loaderIds: z.array(z.string()),
      loaders: z.array(z.string()),
    }),
  ),
  dispatchRules: z.array(z.string()),
  columns: z.object({
    candidate: integers,
    /** Place in `groups`. */
    group: integers,
    truckCount: integers,
    /** Place in `dispatchRules`; −1 where one loader leaves no choice. */
    dispatchRule: integers,
    /** Place in `FATES`. */
    fate: integers,
    replications: integers,
    /** Null of a candidate that was not simulated. */
    value: means,
    profitIdr: means,
    productionT: means,
    fuelL: means,
    queueH: means,
  }),
});
export type CandidateTable = z.infer<typeof candidateTableSchema>;

/** One candidate of a table. */
export const candidateRowSchema = z.object({
  candidate: z.int(),
  roadId: z.string(),
  road: z.string(),
  loaderIds: z.array(z.string()),
  loaders: z.array(z.string()),
  truckCount: z.int(),
  dispatchRule: z.string().nullable(),
  fate: z.enum(FATES),
  replications: z.int(),
  /** The objective's mean, in its unit; like all means null where the candidate was not simulated. */
  value: z.number().nullable(),
  profitIdr: z.number().nullable(),
  productionT: z.number().nullable(),
  fuelL: z.number().nullable(),
  queueH: z.number().nullable(),
});
export type CandidateRow = z.infer<typeof candidateRowSchema>;

export function candidateTable(search: StrategySearch): CandidateTable {
  const { space, evaluation } = search;
  const { plan } = space;
  const { goal } = evaluation;
  const { fates } = search.outcome();
  const order = rankedFirst(evaluation, fates.length);
  const columns: CandidateTable['columns'] = {
    candidate: order,
    group: [],
    truckCount: [],
    dispatchRule: [],
    fate: [],
    replications: [],
    value: [],
    profitIdr: [],
    productionT: [],
    fuelL: [],
    queueH: [],
  };
  for (const index of order) {
    const candidate = space.candidate(index);
    const { group, truckCount, rule } = candidate;
    const replications = evaluation.replicationsOf(index);
    const figures = replications > 0 ? evaluation.of(index).meanFigures() : null;
    const fixed = evaluation.termsOf(candidate);
    columns.group.push(group.index);
    columns.truckCount.push(truckCount);
    columns.dispatchRule.push(group.loaders.length > 1 ? plan.dispatchRules.indexOf(rule) : -1);
    columns.fate.push(FATES.indexOf(fates[index]!));
    columns.replications.push(replications);
    columns.value.push(figures ? short(evaluation.valueOf(index)) : null);
    columns.profitIdr.push(figures ? short(profitTerms(figures, fixed).profitIdr) : null);
    columns.productionT.push(figures ? short(figures.productionT) : null);
    columns.fuelL.push(figures ? short(figures.fuelL) : null);
    columns.queueH.push(figures ? short(figures.queueH) : null);
  }
  return {
    objective: goal.objective,
    unit: OBJECTIVE_UNITS[goal.objective],
    groups: space.groups.map(({ road, loaders }) => ({
      roadId: road.id,
      road: road.name,
      loaderIds: loaders.map(({ id }) => id),
      loaders: loaders.map(({ name }) => name),
    })),
    dispatchRules: [...plan.dispatchRules],
    columns,
  };
}

/** Rows `offset`, …, at most `limit` of them. */
export function candidateRows(table: CandidateTable, offset: number, limit: number): CandidateRow[] {
  const { columns, groups, dispatchRules } = table;
  const count = Math.max(0, Math.min(limit, columns.candidate.length - offset));
  return Array.from({ length: count }, (_, i) => {
    const at = offset + i;
    return {
      candidate: columns.candidate[at]!,
      ...groups[columns.group[at]!]!,
      truckCount: columns.truckCount[at]!,
      dispatchRule: dispatchRules[columns.dispatchRule[at]!] ?? null,
      fate: FATES[columns.fate[at]!]!,
      replications: columns.replications[at]!,
      value: columns.value[at]!,
      profitIdr: columns.profitIdr[at]!,
      productionT: columns.productionT[at]!,
      fuelL: columns.fuelL[at]!,
      queueH: columns.queueH[at]!,
    };
  });
}

function rankedFirst(evaluation: Evaluation, size: number): number[] {
  const ranked = evaluation
    .simulated()
    .map((candidate) => ({ candidate, gain: evaluation.meanGainOf(candidate) }))
    .sort((a, b) => b.gain - a.gain || a.candidate - b.candidate)
    .map(({ candidate }) => candidate);
  const seen = new Set(ranked);
  for (let candidate = 0; candidate < size; candidate += 1) if (!seen.has(candidate)) ranked.push(candidate);
  return ranked;
}

const short = (value: number): number => Number(value.toPrecision(7));
