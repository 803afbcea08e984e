import type { Fact } from '../facts/fact.js';
import { COUNTED } from '../numbers/units.js';
import type { Claim } from './claim.js';
import { claimsIn } from './claims.js';
import { deadlinesIn } from './dates.js';

/** What the numbers of an answer are measured by. */
export interface Evidence {
  readonly facts: readonly Fact[];
  /** Names with digits in them that facts speak of: machines, roads, vessels. */
  readonly names: readonly string[];
  /** Days that facts speak of, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** Ranks of the options. */
  readonly options: readonly number[];
  /** Numbers of the question: what an answer may repeat without saying that it is so. */
  readonly asked: readonly Claim[];
}

/** A number of an answer that has no source. Positions are in the answer's text. */
export interface Unfounded {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where the value itself is a fact, but of something else: a wrong option, unit or quantity. */
  readonly reason: 'no source' | 'another option' | 'another quantity' | 'another unit';
}

/** The numbers and dates of an answer that do not follow from the evidence within rounding, in order. */
export function unfoundedIn(answer: string, evidence: Evidence): Unfounded[] {
  const numbers = claimsIn(answer, evidence.names, evidence.options)
    .filter((claim) => !isFounded(claim, evidence))
    .map((claim) => ({
      start: claim.start,
      end: claim.end,
      text: claim.text,
      reason: reasonOf(claim, evidence),
    }));
  const days = new Set(evidence.days);
  const dates = deadlinesIn(answer)
    .filter(({ day }) => ![...days].some((known) => (day.length === 5 ? known.endsWith(day) : known === day)))
    .map(({ start, end, text }): Unfounded => ({ start, end, text, reason: 'no source' }));
  return [...numbers, ...dates].sort((a, b) => a.start - b.start);
}

function isFounded(claim: Claim, { facts, asked }: Evidence): boolean {
  if (facts.some((fact) => matches(claim, fact))) return true;
  // What the question said may be repeated where nothing is claimed by it: a count, or in so many words.
  return asked.some(
    (given) =>
      sameUnit(claim.unit, given.unit) &&
      (claim.disclaimed || (COUNTED.has(given.unit ?? '') && claim.scenario)) &&
      given.readings.some(({ value }) =>
        claim.readings.some((reading) => close(reading.value, value, reading.place)),
      ),
  );
}

function reasonOf(claim: Claim, { facts }: Evidence): Unfounded['reason'] {
  const anyOption = { ...claim, options: null, compared: [] };
  if (facts.some((fact) => matches(anyOption, fact))) return 'another option';
  if (facts.some((fact) => matches({ ...claim, quantities: null }, fact))) return 'another quantity';
  const [reading] = claim.readings;
  const sameDigits = (fact: Fact): boolean =>
    reading !== undefined && reading.value !== 0 && sameSignificand(reading.value, fact.value, reading.place);
  return facts.some((fact) => fact.unit !== claim.unit && sameDigits(fact)) ? 'another unit' : 'no source';
}

function matches(claim: Claim, fact: Fact): boolean {
  return (
    (sameUnit(claim.unit, fact.unit) || (claim.rate !== null && claim.rate === fact.unit)) &&
    ofTheSame(claim, fact) &&
    aboutTheSame(claim, fact) &&
    claim.readings.some(({ value, place }) => sameAmount(claim, value, place, fact))
  );
}

/** "kali" counts replications, trips and incidents as well as multiples. */
const TIMES: ReadonlySet<string | null> = new Set(['times', 'replication', 'trip', 'incident']);

function sameUnit(claimed: string | null, given: string | null): boolean {
  return claimed === given || (claimed === 'times' && TIMES.has(given));
}

/** Quantities that a word can mean as well as the one it names. */
function ofTheSame({ quantities }: Claim, fact: Fact): boolean {
  if (quantities === null) return true;
  return fact.quantity === null ? fact.quoted !== true : quantities.includes(fact.quantity);
}

function aboutTheSame(claim: Claim, fact: Fact): boolean {
  if (fact.beside === true) return !claim.named || claim.scenario;
  if (fact.kind === 'difference') {
    // "Opsi 2 tertinggal 479 ton": of what, and that it is a difference, need not be said.
    if (!claim.comparison && claim.quantities !== null) return false;
    if (claim.compared.length === 0) return true;
    return claim.compared.length === 1
      ? fact.options.some((option) => claim.compared.includes(option))
      : fact.options.every((option) => claim.compared.includes(option));
  }
  if (fact.kind === 'spread' && !claim.range) return false;
  if (fact.options.length === 0 || claim.options === null) return true;
  return fact.options.some((option) => claim.options?.includes(option));
}

/** A number in round figures ("sekitar 1.500") may be this far off, as a part of the fact. */
const ROUND_TOLERANCE = 0.05;
/** "lebih dari 1.500" is said of something not far above it. */
const BOUND_TOLERANCE = 0.1;

function sameAmount(
  { negative, hedge, comparison }: Claim,
  value: number,
  place: number,
  fact: Fact,
): boolean {
  // Which way a difference goes is said in words; a loss has its sign, or the word for it.
  const given = fact.kind === 'difference' || comparison ? Math.abs(fact.value) : fact.value;
  const claimed = negative ? -value : value;
  const size = Math.abs(fact.value);
  for (const said of fact.kind === 'difference' || comparison
    ? [value]
    : [claimed, ...(fact.value < 0 ? [-value] : [])]) {
    if (close(said, given, place)) return true;
    if (
      hedge === 'about' &&
      Math.abs(said - given) <= Math.min(size * ROUND_TOLERANCE, roundPlace(value, place))
    )
      return true;
    if (hedge === 'atLeast' && given >= said && given - said <= size * BOUND_TOLERANCE) return true;
    if (hedge === 'atMost' && given <= said && said - given <= size * BOUND_TOLERANCE) return true;
  }
  return false;
}

/** Within rounding at the last written digit. */
function close(said: number, given: number, place: number): boolean {
  return Math.abs(said - given) <= place * 0.5 * (1 + 1e-9) + Math.abs(given) * 1e-12;
}

/** Worth of the last digit that is no zero: 100 for 1,500. */
function roundPlace(value: number, place: number): number {
  let worth = place;
  while (value >= worth * 10 && Math.abs(Math.round(value / (worth * 10)) * worth * 10 - value) < place / 2)
    worth *= 10;
  return worth;
}

function sameSignificand(said: number, given: number, place: number): boolean {
  if (given === 0) return false;
  const shift = 10 ** Math.round(Math.log10(Math.abs(said / given)));
  return close(said / shift, Math.abs(given), place / shift);
}
