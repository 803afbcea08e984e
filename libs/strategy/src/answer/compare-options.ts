import { estimate } from '@mining-ops/des/statistics/estimate.js';
import { gainInfluences, OBJECTIVE_UNITS, type Goal } from '../economics/objective.js';
import {
  TERMS,
  termInfluences,
  type ShiftColumns,
  type ShiftTerms,
  type TermName,
} from '../economics/profit.js';
import type { StrategyAnswer, Words } from './strategy-answer.js';
import { ENGLISH, INDONESIAN, quantity, rupiah, type Language } from './words.js';

/** A candidate's replications, and what does not vary between them. */
export interface Compared {
  readonly candidate: number;
  readonly columns: ShiftColumns;
  readonly terms: ShiftTerms;
}

type Comparison = NonNullable<StrategyAnswer['comparison']>;
type Difference = Comparison['profitIdr'];

/** A term that makes less of the difference than this part of it is not worth a word. */
const WORTH_A_WORD = 0.02;

/**
 * Why the first beats the second: first less second, in the objective and by what each term does to the profit. Both
 * share the random numbers of each replication, so the differences are taken replication by replication, over those that
 * both have, and their interval is that of the paired difference.
 */
export function compareOptions(goal: Goal, first: Compared, second: Compared): Comparison {
  const replications = Math.min(first.columns.productionT.length, second.columns.productionT.length);
  const [a, b] = [cutTo(first, replications), cutTo(second, replications)];
  const [termsOfA, termsOfB] = [termInfluences(a.columns, a.terms), termInfluences(b.columns, b.terms)];
  const [gainsOfA, gainsOfB] = [
    gainInfluences(goal, a.columns, a.terms),
    gainInfluences(goal, b.columns, b.terms),
  ];
  const difference = (of: (r: number) => number): Difference => {
    const { mean, halfWidth95 } = estimate(Float64Array.from({ length: replications }, (_, r) => of(r)));
    return { mean, halfWidth95 };
  };
  const objective = difference((r) => gainsOfA[r]! - gainsOfB[r]!);
  const profitIdr = difference((r) => termsOfA[r]!.profitIdr - termsOfB[r]!.profitIdr);
  const terms = TERMS.map(([term, sign]) => ({
    term,
    ...difference((r) => sign * (termsOfA[r]![term] - termsOfB[r]![term])),
  }));
  return {
    first: first.candidate,
    second: second.candidate,
    replications,
    objective,
    profitIdr,
    terms,
    words: inWords(goal, objective, profitIdr, terms),
  };
}

function cutTo({ candidate, columns, terms }: Compared, count: number): Compared {
  return {
    candidate,
    terms,
    columns: {
      productionT: columns.productionT.subarray(0, count),
      fuelL: columns.fuelL.subarray(0, count),
      queueH: columns.queueH.subarray(0, count),
      incidents: columns.incidents.subarray(0, count),
    },
  };
}

const TERM_NAMES: Readonly<Record<TermName, Words>> = {
  revenueIdr: { id: 'pendapatan', en: 'revenue' },
  fuelIdr: { id: 'solar', en: 'fuel' },
  queueIdr: { id: 'antrian', en: 'waiting' },
  incidentsIdr: { id: 'insiden', en: 'incidents' },
  operatorsIdr: { id: 'upah operator', en: 'wages' },
  demurrageIdr: { id: 'demurrage', en: 'demurrage' },
  latePenaltyIdr: { id: 'penalti keterlambatan', en: 'lateness' },
};

const AHEAD: Readonly<Record<Goal['objective'], Words>> = {
  profit: { id: 'lebih untung', en: 'earns more by' },
  cost_per_tonne: { id: 'lebih murah', en: 'is cheaper by' },
  tonnes: { id: 'mengangkut lebih banyak', en: 'hauls more by' },
  least_fuel: { id: 'lebih hemat solar', en: 'burns less by' },
};

function inWords(
  { objective: wanted }: Goal,
  objective: Difference,
  profitIdr: Difference,
  terms: readonly (Difference & { readonly term: TermName })[],
): Words {
  const unit = OBJECTIVE_UNITS[wanted];
  const largest = Math.max(...terms.map(({ mean }) => Math.abs(mean)));
  const worthAWord = terms
    .filter(({ mean }) => Math.abs(mean) > WORTH_A_WORD * largest && mean !== 0)
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const parts = (name: 'id' | 'en', language: Language): string =>
    worthAWord
      .map(({ term, mean }) => `${TERM_NAMES[term][name]} ${mean > 0 ? '+' : ''}${rupiah(mean, language)}`)
      .join(', ');
  const told = Math.abs(objective.mean) > objective.halfWidth95;
  const id = [
    `Opsi 1 ${AHEAD[wanted].id} ${quantity(objective.mean, unit, INDONESIAN)} (±${quantity(objective.halfWidth95, unit, INDONESIAN)}) daripada opsi 2.`,
    ...(worthAWord.length > 0
      ? [`Selisih profit ${rupiah(profitIdr.mean, INDONESIAN)}: ${parts('id', INDONESIAN)}.`]
      : []),
    ...(told ? [] : ['Selisih ini masih dalam batas kebetulan: keduanya hampir setara.']),
  ];
  const en = [
    `Option 1 ${AHEAD[wanted].en} ${quantity(objective.mean, unit, ENGLISH)} (±${quantity(objective.halfWidth95, unit, ENGLISH)}) than option 2.`,
    ...(worthAWord.length > 0
      ? [`Difference in profit ${rupiah(profitIdr.mean, ENGLISH)}: ${parts('en', ENGLISH)}.`]
      : []),
    ...(told ? [] : ['The difference may be chance: the two are about equal.']),
  ];
  return { id: id.join(' '), en: en.join(' ') };
}
