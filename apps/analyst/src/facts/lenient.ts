// Reading what a client sent back: whatever is missing, of another type or absurd is unknown, never an error.

export type Bag = Readonly<Record<string, unknown>>;

export function bag(value: unknown): Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e18 ? value : null;
}

const LONGEST_WORDS = 300;

/** A text on one line, without control characters, and not endless: it goes into a prompt. */
export function words(value: unknown, longest = LONGEST_WORDS): string | null {
  if (typeof value !== 'string') return null;
  // eslint-disable-next-line no-control-regex -- these are what is to go
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim();
  if (clean === '') return null;
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1)}…`;
}

export function truth(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
