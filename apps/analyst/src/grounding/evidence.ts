import { differenceFacts } from '../facts/difference-facts.js';
import { level, type Fact } from '../facts/fact.js';
import { optionFacts } from '../facts/option-facts.js';
import type { Option, Options } from '../facts/option.js';
import type { Claim } from './claim.js';
import { claimsIn } from './claims.js';
import type { Evidence } from './check-answer.js';
import { datesIn, dayOfInstant } from './dates.js';

/** More that an answer may draw on than the options: what tools have found. */
export interface Findings {
  readonly facts: readonly Fact[];
  /** What the model was shown of them, whose numbers count, too. */
  readonly text: string;
  readonly names: readonly string[];
}

/** All that an answer to a question may say in numbers. */
export function evidenceOf(
  facts: Options,
  findings: readonly Findings[],
  { question, nowMs }: { readonly question: string; readonly nowMs: number },
): Evidence {
  const { options, circumstances } = facts;
  const known = options.map(({ rank }) => rank);
  const names = [...options.flatMap(namesOf), ...findings.flatMap((finding) => finding.names)];
  const own = options.flatMap(({ rank, safety, warnings }) =>
    [...safety, ...warnings].flatMap((text) => quotedFacts(text, names, [rank])),
  );
  const conditions = [circumstances.weather, circumstances.roadCondition, circumstances.shift].join(' ');
  return {
    facts: [
      ...optionFacts(facts),
      ...differenceFacts(options),
      ...own,
      ...factsOfText(conditions, names, []),
      ...findings.flatMap(({ facts: found, text }) => [
        ...found,
        ...factsOfText(text, names, []).map((fact) => ({ ...fact, beside: true })),
      ]),
    ],
    names,
    days: [
      dayOfInstant(nowMs),
      ...options.flatMap(({ vessel }) =>
        vessel?.deadlineMs == null ? [] : [dayOfInstant(vessel.deadlineMs)],
      ),
      ...[...findings.map(({ text }) => text), ...options.flatMap(({ warnings }) => warnings)].flatMap(
        (text) => datesIn(text).map(({ day }) => day),
      ),
    ],
    options: known,
    asked: claimsIn(question, names, known),
  };
}

function namesOf({ loaders, trucks, road, loadingPlace, vessel }: Option): string[] {
  return [
    ...[...loaders, ...trucks].map(({ name }) => name),
    ...[road?.name, loadingPlace, vessel?.name].filter((name) => name != null),
  ];
}

/** Numbers of a safety rule or a warning, which may come from anyone: what they say of money is no source. */
function quotedFacts(text: string, names: readonly string[], options: readonly number[]): Fact[] {
  return factsOfText(text, names, options)
    .filter(({ unit }) => unit !== 'IDR')
    .map((fact) => ({ ...fact, quoted: true }));
}

/** The numbers of a text that is a fact itself: a safety rule, a tool's words. They may be said of anything in it. */
function factsOfText(text: string, names: readonly string[], options: readonly number[]): Fact[] {
  return claimsIn(text, names, []).flatMap((claim: Claim) =>
    claim.readings.map(({ value }) => level(null, claim.negative ? -value : value, claim.unit, options)),
  );
}
