import { DATE } from './mask.js';

/** A date in an answer. Without a year it is `MM-DD`. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly day: string;
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan'],
  ['feb'],
  ['mar'],
  ['apr'],
  ['mei', 'may'],
  ['jun'],
  ['jul'],
  ['agu', 'agt', 'aug'],
  ['sep'],
  ['okt', 'oct'],
  ['nov'],
  ['des', 'dec'],
];

/** The dates of a text, in either language's notation; day before month where both are numbers. */
export function datesIn(text: string): WrittenDate[] {
  return [...text.matchAll(DATE)].flatMap((match) => {
    const day = dayOf(match[0]);
    if (day === null) return [];
    return [{ start: match.index, end: match.index + match[0].length, text: match[0], day }];
  });
}

const OF_A_VESSEL =
  /(?<!\p{L})(?:tenggat|deadline|ets|eta|kapal|vessel|ship|berangkat|keberangkatan|sandar|sailing|sails|depart(?:s|ure)?|jadwal|schedule)(?!\p{L})/iu;

/** Dates that a text says something of a vessel with: those can be wrong. Others only say when. */
export function deadlinesIn(text: string): WrittenDate[] {
  return datesIn(text).filter(({ start, end }) => {
    const from = Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('. ', start)) + 1;
    const stop = /[.\n](?=\s|$)/.exec(text.slice(end));
    return OF_A_VESSEL.test(text.slice(from, stop ? end + stop.index : text.length));
  });
}

/** The day of an instant, UTC. */
export function dayOfInstant(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function dayOf(text: string): string | null {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (iso !== undefined) return iso;
  const numbers = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (numbers) return `${numbers[3] ?? ''}-${two(numbers[2])}-${two(numbers[1])}`;
  const name = /\p{L}{3,}/u.exec(text.replace(/\d+(?:st|nd|rd|th)/giu, ''))?.[0].toLowerCase() ?? '';
  const month = MONTHS.findIndex((names) => names.some((one) => name.startsWith(one))) + 1;
  const year = /\b\d{4}\b/.exec(text)?.[0];
  const day = /\b\d{1,2}(?=\b|st|nd|rd|th)/.exec(text)?.[0];
  if (month === 0 || day === undefined) return null;
  return `${year === undefined ? '' : `${year}-`}${two(String(month))}-${two(day)}`;
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
