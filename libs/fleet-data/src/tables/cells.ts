import { z } from 'zod';
import { normaliseRoadCondition, normaliseShift, normaliseWeather } from '../vocabulary.js';

/** Reads one filled, trimmed cell; refuses with the reason that follows the column's name in a sentence. */
type Parse<T> = (text: string, refuse: (reason: string) => never) => T;

/** What a cell may hold: how its text is read, and the JSON it becomes. */
export interface CellKind<T> {
  readonly parse: Parse<T>;
  readonly json: z.ZodType<T>;
}

/** A kind made ready for a column: a Zod schema from the cell's text, and the schema of its output. */
export interface Cell<T> {
  readonly schema: z.ZodType<T, string>;
  readonly json: z.ZodType<T>;
}

function cellOf<T>(
  { parse, json }: CellKind<T>,
  whenEmpty: (refuse: (reason: string) => never) => T,
): Cell<T> {
  const schema = z.string().transform((given, context): T => {
    const refuse = (reason: string): never => {
      context.issues.push({ code: 'custom', message: reason, input: given });
      return z.NEVER;
    };
    const text = given.trim();
    return text === '' ? whenEmpty(refuse) : parse(text, refuse);
  });
  return { schema, json };
}

/** A cell that the row cannot do without. */
export const required = <T>(kind: CellKind<T>): Cell<T> => cellOf(kind, (refuse) => refuse('is empty'));

/** A cell that may be empty, which means unknown: null. */
export const optional = <T>(kind: CellKind<T>): Cell<T | null> =>
  cellOf<T | null>({ parse: kind.parse, json: kind.json.nullable() }, () => null);

/** A cell whose emptiness has a meaning of its own. */
export const withDefault = <T>(kind: CellKind<T>, value: T): Cell<T> => cellOf(kind, () => value);

export const text: CellKind<string> = { parse: (given) => given, json: z.string() };

/** A status or type: upper case with underscores, so that "In progress" and IN_PROGRESS are one. */
export const code: CellKind<string> = {
  parse: (given) => given.toUpperCase().replace(/[\s\-_]+/g, '_'),
  json: z.string(),
};

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite decimal number with a point; NaN, Infinity, hexadecimal and "1,234" are refused. */
export function number(bounds: { above?: number; atLeast?: number; atMost?: number } = {}): CellKind<number> {
  const { above, atLeast, atMost } = bounds;
  return {
    json: z.number(),
    parse: (given, refuse) => {
      const value = DECIMAL.test(given) ? Number(given) : Number.NaN;
      if (!Number.isFinite(value)) return refuse('is not a number');
      if (above !== undefined && value <= above) return refuse(`must be more than ${above}`);
      if (atLeast !== undefined && value < atLeast) return refuse(`must be at least ${atLeast}`);
      if (atMost !== undefined && value > atMost) return refuse(`must be at most ${atMost}`);
      return value;
    },
  };
}

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Minutes east of UTC; a time without a zone is UTC. */
function zoneOffsetMin(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Epoch milliseconds of an ISO 8601 instant, or null where the text is none (30 February is none). */
export function instantMs(given: string): number | null {
  const parts = INSTANT.exec(given.trim());
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part));
  if (year === undefined || month === undefined || day === undefined) return null;
  const h = parts[4] === undefined ? 0 : (hour ?? 0);
  const m = parts[5] === undefined ? 0 : (minute ?? 0);
  const s = parts[6] === undefined ? 0 : (second ?? 0);
  if (h > 23 || m > 59 || s > 59) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const millis = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000);
  return midnight.getTime() + ((h * 60 + m - zoneOffsetMin(parts[8])) * 60 + s) * 1000 + millis;
}

/** An instant in epoch milliseconds, from ISO 8601; without a zone it is UTC. */
export const instant: CellKind<number> = {
  parse: (given, refuse) =>
    instantMs(given) ?? refuse('is not a date (ISO 8601, for example 2025-10-22T12:04:32Z)'),
  json: z.number(),
};

const FLAGS = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

export const flag: CellKind<boolean> = {
  parse: (given, refuse) => FLAGS.get(given.toLowerCase()) ?? refuse('is neither true nor false'),
  json: z.boolean(),
};

/** Conditions are normalised; one outside the vocabulary is kept as given. */
export const weather: CellKind<string> = {
  parse: (given) => normaliseWeather(given).value,
  json: z.string(),
};
export const roadCondition: CellKind<string> = {
  parse: (given) => normaliseRoadCondition(given).value,
  json: z.string(),
};
export const shift: CellKind<string> = { parse: (given) => normaliseShift(given).value, json: z.string() };
