/**
 * What a number counts or measures. Each dimension has one unit that values are compared in: rupiah, tonnes, litres,
 * hours, metres, percent. A count has its noun; a rate is `<unit>/<per>`.
 */
export type Unit = string;

interface UnitWord {
  readonly words: string;
  readonly unit: Unit;
  /** Units of comparison in one of these. */
  readonly factor: number;
}

/** Longer words first where one begins with another. */
const UNIT_WORDS: readonly UnitWord[] = [
  { words: 'idr|rupiah|rp', unit: 'IDR', factor: 1 },
  { words: 'kilotonnes?|kiloton|kt', unit: 't', factor: 1_000 },
  { words: 'metrik ton|metric tons?|tonnes?|tons?|ton|mt|t', unit: 't', factor: 1 },
  { words: 'kilograms?|kilogram|kg', unit: 't', factor: 0.001 },
  { words: 'kiloliter|kilolit(?:er|re)s?|kl', unit: 'L', factor: 1_000 },
  { words: 'lit(?:er|re)s?|l', unit: 'L', factor: 1 },
  { words: 'jam[- ]truk|truck[- ]hours?|jam|hours?|hrs?|h', unit: 'h', factor: 1 },
  { words: 'menit|minutes?|mins?|mnt', unit: 'h', factor: 1 / 60 },
  { words: 'detik|seconds?|secs?', unit: 'h', factor: 1 / 3_600 },
  { words: 'hari|days?', unit: 'h', factor: 24 },
  { words: 'kilomet(?:er|re)s?|km', unit: 'm', factor: 1_000 },
  { words: 'm3|m³|meter kubik|cubic met(?:er|re)s?', unit: 'm3', factor: 1 },
  { words: 'milimeter|millimet(?:er|re)s?|mm', unit: 'm', factor: 0.001 },
  { words: 'met(?:er|re)s?|m', unit: 'm', factor: 1 },
  { words: '%|persen|percent|per cent', unit: '%', factor: 1 },
  { words: 'kali lipat|kali|times|x|×', unit: 'times', factor: 1 },
  {
    words: 'unit dump trucks?|unit truk|dump trucks?|dump truk|trucks?|truk|dt|haulers?',
    unit: 'truck',
    factor: 1,
  },
  {
    words: 'unit (?:excavator|ekskavator)|excavators?|ekskavator|alat muat|loaders?|shovels?|alat gali',
    unit: 'loader',
    factor: 1,
  },
  { words: 'opsi|options?|strategi|strategies|strategy|alternatif|alternatives?', unit: 'option', factor: 1 },
  { words: 'ritase|rit|trips?|cycles?|siklus|perjalanan', unit: 'trip', factor: 1 },
  { words: 'insiden|incidents?|kejadian', unit: 'incident', factor: 1 },
  { words: 'kapal|vessels?|ships?', unit: 'vessel', factor: 1 },
  { words: 'operators?|drivers?|pengemudi|sopir', unit: 'operator', factor: 1 },
  { words: 'replikasi|replications?|simulated shifts|simulasi|runs', unit: 'replication', factor: 1 },
  { words: 'shifts?', unit: 'shift', factor: 1 },
  { words: 'units?', unit: 'machine', factor: 1 },
];

const MULTIPLIERS: readonly (readonly [words: string, factor: number])[] = [
  ['triliun|trilliun|trillion', 1e12],
  ['miliar|milyar|billion|bn', 1e9],
  ['juta|jt|million|mn|mio', 1e6],
  ['ribu|rb|thousand', 1e3],
];

/** What a rate is per; null where it adds nothing: everything is per shift. */
const PER: readonly (readonly [words: string, per: Unit | null])[] = [
  ['shift|gilir(?: kerja)?|opsi|option|kandidat|candidate|skenario|scenario|simulasi|simulation', null],
  ['tonnes?|tons?|ton|t', 't'],
  ['jam|hours?|h', 'h'],
  ['hari|days?', 'day'],
  ['bulan|months?', 'month'],
  ['dump truck|truk|trucks?|unit', 'truck'],
  ['ritase|rit|trips?|cycles?|siklus', 'trip'],
  ['lit(?:er|re)s?|l', 'L'],
  ['km|kilomet(?:er|re)s?', 'km'],
];

const END = String.raw`(?![\p{L}\d])`;
const group = (words: string): RegExp =>
  new RegExp(`^[\\s\\u00a0*_]*-?[\\s\\u00a0]*(?:${words})${END}`, 'iu');
const SYMBOL = /^\s*(?:%|×)/;
const unitPatterns = UNIT_WORDS.map((one) => ({ ...one, pattern: group(one.words) }));
const multiplierPatterns = MULTIPLIERS.map(([words, factor]) => ({ pattern: group(words), factor }));
const perPatterns = PER.map(([words, per]) => ({
  pattern: new RegExp(String.raw`^\s*(?:\/|per\s+)\s*(?:${words})${END}`, 'iu'),
  per,
}));
const OTHER_PER = /^\s*(?:\/|per\s)\s*(\p{L}+)/iu;

/** The rate "<unit> per <word>", or null where the word is none to measure by. */
export function ratePer(unit: Unit, word: string): Unit | null {
  const per = perPatterns.find(({ pattern }) => pattern.test(`/${word}`))?.per;
  return per == null ? null : `${unit}/${per}`;
}

export interface MeasuredIn {
  readonly factor: number;
  /** null where none is written. */
  readonly unit: Unit | null;
  /** Whether "juta", "billion" … is written. */
  readonly multiplied: boolean;
  /** Characters that multiplier and unit take. */
  readonly length: number;
}

/** The multiplier and the unit that a text begins with: " juta IDR", " L/Ton", " jam", "%". */
export function readUnit(text: string): MeasuredIn {
  let rest = text;
  let factor = 1;
  const take = (pattern: RegExp): boolean => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found !== null;
  };
  const multiplier = multiplierPatterns.find(({ pattern }) => take(pattern));
  factor *= multiplier?.factor ?? 1;
  const word = SYMBOL.test(rest)
    ? unitPatterns.find(({ words }) => new RegExp(`^(?:${words})`).test(rest.trimStart().slice(0, 1)))
    : unitPatterns.find(({ pattern }) => pattern.test(rest));
  if (!word)
    return { factor, unit: null, multiplied: multiplier !== undefined, length: text.length - rest.length };
  take(SYMBOL.test(rest) ? SYMBOL : word.pattern);
  factor *= word.factor;
  let { unit } = word;
  const per = perPatterns.find(({ pattern }) => take(pattern));
  const other = per ? null : OTHER_PER.exec(rest);
  if (per && per.per !== null) unit = `${unit}/${per.per}`;
  if (other) {
    unit = `${unit}/${(other[1] ?? '').toLowerCase()}`;
    rest = rest.slice(other[0].length);
  }
  return { factor, unit, multiplied: multiplier !== undefined, length: text.length - rest.length };
}

/** Units whose numbers are counts of things. */
export const COUNTED: ReadonlySet<Unit> = new Set([
  ...[
    'truck',
    'loader',
    'option',
    'trip',
    'incident',
    'vessel',
    'operator',
    'replication',
    'shift',
    'machine',
  ],
]);
