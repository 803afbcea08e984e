import type { Quantity } from '../facts/fact.js';
import { NUMERAL, readNumeral, type Reading } from '../numbers/notation.js';
import { SPELLED, SPELLED_PATTERN } from '../numbers/spelled.js';
import { COUNTED, ratePer, readUnit, type Unit } from '../numbers/units.js';
import type { Claim, Hedge } from './claim.js';
import { withoutNonClaims } from './mask.js';
import { mentionsIn, withoutMentions, type Mention } from './mentions.js';
import { passagesOf, type Passage } from './passages.js';
import { quantityNear, unitNear } from './quantities.js';

/** A number as it stands in a text, before what is around it is looked at. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly Reading[];
  readonly unit: Unit | null;
  /** Units of comparison in one of what is written. */
  readonly factor: number;
  /** "juta", "billion" … stands with it. */
  readonly multiplied: boolean;
  readonly negative: boolean;
}

const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d\ue000.,]|\d[.,])(?<sign>[-−]\s?)?(?<currency>(?:rp|idr)\.?\s?)?(?<minus>[-−])?(?<digits>${NUMERAL})`,
  'giu',
);
const WORDS = new RegExp(String.raw`(?<![\p{L}\d])(?:${SPELLED_PATTERN})(?![\p{L}\d])`, 'giu');
const CURRENCY_LETTER = /^\s?(M|T|B)(?![\p{L}\d])/u;
/** "M" is miliar to an Indonesian and million to an Englishman. */
const LETTER_FACTORS: Readonly<Record<string, readonly number[]>> = { M: [1e9, 1e6], T: [1e12], B: [1e9] };
const RANGE =
  /^\s*,?\s*(?:–|-|±|\+\/-|sampai(?: dengan)?|hingga|s\.?d\.?|to|and|dan|serta|atau|or|,|\/)\s*$/iu;
const RANGES =
  /±|\+\/-|(?<!\p{L})(?:P10|P50|P90|antara|rentang|kisaran|selang|interval|sampai|hingga|between|range[sd]?|from|confidence|margin|uncertainty|ketidakpastian|up to|as low as|as high as|terburuk|paling|worst|best|median|persentil|percentile)(?!\p{L})/iu;
const PER =
  /(?:per|tiap|setiap|each|every)\s+(truk|truck|dump truck|jam|hour|hari|day|rit|ritase|trip|ton|tonne)(?!\p{L})/iu;
const SIGNED = /[±+]/;

const ABOUT =
  /(?:sekitar|kira-kira|kurang lebih|lebih kurang|hampir|mendekati|kisaran|about|roughly|approximately|around|nearly|almost|some|circa|ca\.|~|≈)\s*(?:hanya\s+)?$/iu;
const AT_LEAST =
  /(?:lebih dari|di atas|melebihi|melampaui|minimal|setidaknya|more than|over|above|at least|exceeds?|exceeding|>|≥)\s*$/iu;
const AT_MOST =
  /(?:kurang dari|di bawah|tidak sampai|maksimal|less than|under|below|at most|fewer than|<|≤)\s*$/iu;
const COMPARES =
  /(?<!\p{L})(?:selisih(?:nya)?|beda(?:nya)?|perbedaan(?:nya)?|lebih|unggul|di atas|di bawah|turun|naik|menurun(?:kan)?|menaikkan|menambah(?:kan)?|ditambah|tambah|lagi|terlampaui|melampaui|melebihi|exceed(?:s|ed)?|surplus|kelebihan|kekurangan|kenaikan|penurunan|meningkat(?:kan)?|peningkatan|bertambah|tambahan|berkurang|mengurangi|hemat|menghemat|dibanding(?:kan)?|daripada|kurang|terhadap|difference|gap|more|less|fewer|higher|lower|above|below|ahead|behind|lead|leads|gain|gains|adds?|extra|cuts?|drops?|saves?|increases?|decreases?|rises?|falls?|beats?|than|against|compared|relative|versus|vs|short|kali lipat|times|advantage|adding|dropping|removing|further|better|worse|margin)(?!\p{L})/iu;
const CHANGE = /(?<!\p{L})(?:from|dari)(?!\p{L}).*(?<!\p{L})(?:to|menjadi|ke)(?!\p{L})/iu;
const CHANGE_END = /(?<!\p{L})(?:from|dari|to|menjadi|ke)\s+(?:(?:sekitar|about|only|hanya|rp|idr)\s*)?$/iu;
const SCENARIO =
  /(?<!\p{L})(?:skenario|simulasi(?: baru| ulang)?|kalau|jika|bila|apabila|seandainya|misalkan|hasil(?:nya)?|scenario|what[- ]if|if|would|simulated|simulation)(?!\p{L})/iu;
const DISCLAIMS =
  /(?<!\p{L})(?:tidak tersedia|tidak ada data|belum ada data|tidak diketahui|tidak (?:bisa|dapat)|anda (?:sebut|tanya|minta|maksud)|yang ditanyakan|pertanyaan|not available|no data|unknown|cannot|can't|you (?:mention|ask|said|asked)|your question)/iu;

/**
 * The numbers that an answer claims, with what it says of each.
 *
 * @param names what the facts call by name: their digits claim nothing
 * @param known ranks of the options that there are
 */
export function claimsIn(text: string, names: readonly string[], known: readonly number[]): Claim[] {
  const unnamed = withoutNonClaims(text, names);
  const mentions = mentionsIn(unnamed, known);
  const masked = withoutMentions(unnamed, mentions);
  const claims: Claim[] = [];
  let carried: readonly number[] | null = null;
  let introduced: readonly number[] | null = null;
  for (const passage of passagesOf(unnamed)) {
    const inside = mentions.filter(({ start }) => start >= passage.start && start < passage.end);
    if (passage.heads.length > 0) carried = headOptions(passage, known);
    else if (passage.beginsItem) carried = introduced;
    else if (passage.afterBreak) carried = null;
    const numbers = numbersIn(masked, passage);
    for (const found of numbers) {
      // Several numbers of one unit and no option named: they go through the options.
      const enumerates = inside.length === 0 && numbers.filter(({ unit }) => unit === found.unit).length > 1;
      claims.push(claimOf(found, { masked, raw: text }, passage, inside, enumerates ? null : carried));
    }
    if (inside.length > 0) carried = union(inside);
    if (passage.introduces) introduced = carried;
    else if (passage.afterBreak && !passage.beginsItem) introduced = null;
  }
  return claims.sort((a, b) => a.start - b.start);
}

function headOptions({ heads }: Passage, known: readonly number[]): readonly number[] | null {
  const options = heads.flatMap((head) => mentionsIn(head, known).flatMap((mention) => mention.options));
  return options.length > 0 ? options : null;
}

function numbersIn(text: string, { start, end }: Passage): Found[] {
  const said = text.slice(start, end);
  const numerals = [...said.matchAll(NUMBER)].flatMap((match): Found[] => {
    const { currency = '', digits = '', sign = '', minus = '' } = match.groups ?? {};
    const after = said.slice(match.index + match[0].length);
    const letter = currency === '' ? null : CURRENCY_LETTER.exec(after);
    const measured = readUnit(letter ? after.slice(letter[0].length) : after);
    const factors = letter ? (LETTER_FACTORS[letter[1] ?? ''] ?? [1]) : [1];
    const from = match.index + (currency === '' && minus === '' ? sign.length : 0);
    return [
      {
        start: start + from,
        end: start + match.index + match[0].length + (letter?.[0].length ?? 0) + measured.length,
        readings: readNumeral(digits).flatMap((reading) =>
          factors.map((factor) => scale(reading, factor * measured.factor)),
        ),
        factor: measured.factor * (factors[0] ?? 1),
        unit: measured.unit ?? (currency === '' ? null : 'IDR'),
        multiplied: measured.multiplied || letter !== null,
        // A dash between words is no sign: "Profit - 755", "22-23".
        negative:
          minus !== '' ||
          (sign !== '' && !sign.endsWith(' ') && !/[\p{L}\d]\s?$/u.test(said.slice(0, match.index))),
      },
    ];
  });
  const spelled = [...said.matchAll(WORDS)].flatMap((match): Found[] => {
    const measured = readUnit(said.slice(match.index + match[0].length));
    const value = SPELLED.get(match[0].toLowerCase().replace(/\s+/g, ' ')) ?? Number.NaN;
    if (measured.unit === null && !measured.multiplied) return [];
    // "satu unit", "one day" are articles as often as counts.
    if (value === 1 && measured.unit !== 'truck' && measured.unit !== 'loader') return [];
    return [
      {
        start: start + match.index,
        end: start + match.index + match[0].length + measured.length,
        readings: [scale({ value, place: 1 }, measured.factor)],
        factor: measured.factor,
        unit: measured.unit,
        multiplied: measured.multiplied,
        negative: false,
      },
    ];
  });
  return inheritUnits(
    joinTimes(
      [...numerals, ...spelled].sort((a, b) => a.start - b.start),
      text,
    ),
    text,
  );
}

/** "5 jam 10 menit" is one number. */
function joinTimes(found: readonly Found[], text: string): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const last = joined.at(-1);
    const [hours, minutes] = [last?.readings[0], one.readings[0]];
    if (last?.unit === 'h' && one.unit === 'h' && hours && minutes && minutes.place < hours.place) {
      if (/^\s+(?:dan\s+|and\s+)?$/.test(text.slice(last.end, one.start))) {
        const readings = [{ value: hours.value + minutes.value, place: minutes.place }];
        joined.splice(-1, 1, { ...last, end: one.end, readings });
        continue;
      }
    }
    joined.push(one);
  }
  return joined;
}

/** "706, 669 dan 543 juta", "22 sampai 23 rit", "755 ± 8 million": a number without a unit takes that of the next. */
function inheritUnits(found: readonly Found[], text: string): Found[] {
  const result = [...found];
  for (let i = result.length - 2; i >= 0; i -= 1) {
    const [one, next] = [result[i], result[i + 1]];
    if (!one || !next || one.unit !== null || one.multiplied) continue;
    if (!RANGE.test(text.slice(one.end, next.start))) continue;
    result[i] = {
      ...one,
      readings: one.readings.map((reading) => scale(reading, next.factor)),
      factor: next.factor,
      unit: next.unit,
      multiplied: next.multiplied,
    };
  }
  return result;
}

function claimOf(
  found: Found,
  { masked: text, raw }: { readonly masked: string; readonly raw: string },
  passage: Passage,
  mentions: readonly Mention[],
  carried: readonly number[] | null,
): Claim {
  const said = text.slice(passage.start, passage.end);
  const clause =
    passage.clauses.find(({ start, end }) => found.start >= start && found.start < end) ?? passage;
  const words = text.slice(clause.start, clause.end);
  const at = found.start - clause.start;
  const { unit, readings, quantities } = meaningOf(found, words, at, passage.heads);
  const before = text.slice(passage.start, found.start);
  return {
    start: found.start,
    end: found.end,
    text: text.slice(found.start, found.end).replaceAll('\ue000', ' ').trim(),
    readings,
    negative: found.negative,
    unit,
    quantities,
    options: changes(said, before) ? null : optionsOf(found, clause, mentions, carried),
    named: mentions.length > 0,
    compared: comparedIn(mentions, carried),
    rate: rateOf(unit, before),
    range: RANGES.test(raw.slice(passage.start, passage.end)),
    comparison: COMPARES.test(said) || SIGNED.test(before.slice(-3)),
    scenario: SCENARIO.test(said),
    hedge: hedgeOf(before),
    disclaimed: DISCLAIMS.test(said),
  };
}

function meaningOf(
  found: Found,
  words: string,
  at: number,
  heads: readonly string[],
): { unit: Unit | null; readings: readonly Reading[]; quantities: readonly Quantity[] | null } {
  const { readings } = found;
  const headWords = heads.join(' | ');
  if (found.unit !== null) {
    const quantities =
      quantityNear(words, at, found.unit) ?? quantityNear(headWords, headWords.length, found.unit);
    return { unit: found.unit, readings, quantities: COUNTED.has(found.unit) ? null : quantities };
  }
  // Nobody counts tonnes or hours in millions without saying so.
  if (found.multiplied)
    return {
      unit: 'IDR',
      readings,
      quantities: quantityNear(words, at, 'IDR') ?? quantityNear(headWords, headWords.length, 'IDR'),
    };
  const inHead = /\(([^)]*)\)/.exec(headWords)?.[1];
  if (inHead !== undefined) {
    const measured = readUnit(` ${inHead}`);
    const unit = measured.unit ?? (measured.multiplied ? 'IDR' : null);
    if (unit !== null)
      return {
        unit,
        readings: readings.map((reading) => scale(reading, measured.factor)),
        quantities: quantityNear(headWords, headWords.length, unit),
      };
  }
  const near = unitNear(words, at) ?? unitNear(headWords, headWords.length);
  return { unit: near?.unit ?? null, readings, quantities: near?.quantities ?? null };
}

/**
 * Whom the number is of: the last option named before it in its clause, else the first one after it; else, all that its
 * passage names; else, what the passages before were about.
 */
function optionsOf(
  { start: at }: Found,
  { start, end }: { readonly start: number; readonly end: number },
  mentions: readonly Mention[],
  carried: readonly number[] | null,
): readonly number[] | null {
  const inClause = mentions.filter((mention) => mention.start >= start && mention.start < end);
  const before = inClause.filter((mention) => mention.start < at).at(-1);
  const nearest = before ?? inClause[0];
  if (nearest) return nearest.options;
  if (mentions.length === 0) return carried;
  const goesOn = mentions.every((mention) => mention.start > at);
  return goesOn && carried !== null ? [...carried, ...union(mentions)] : union(mentions);
}

/** "… turun dari 755 juta menjadi 682 juta": one end of the change is of an option that need not be named. */
function changes(said: string, before: string): boolean {
  return CHANGE.test(said) && CHANGE_END.test(before);
}

/** "… 730 ton dari opsi 1": with what the passages before were about. */
function comparedIn(mentions: readonly Mention[], carried: readonly number[] | null): readonly number[] {
  return [...union(mentions), ...(carried ?? [])];
}

/** "Produksi per truk 307 ton": the rate that is meant. */
function rateOf(unit: Unit | null, before: string): Unit | null {
  const per = PER.exec(before)?.[1];
  return unit === null || per === undefined || unit.includes('/') ? null : ratePer(unit, per);
}

function hedgeOf(before: string): Hedge {
  if (ABOUT.test(before)) return 'about';
  if (AT_LEAST.test(before)) return 'atLeast';
  return AT_MOST.test(before) ? 'atMost' : 'exact';
}

function union(mentions: readonly Mention[]): number[] {
  return [...new Set(mentions.flatMap(({ options }) => options))];
}

function scale({ value, place }: Reading, factor: number): Reading {
  return { value: value * factor, place: place * factor };
}
