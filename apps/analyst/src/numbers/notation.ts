/** A way to read a numeral: what it says, and how exactly. */
export interface Reading {
  readonly value: number;
  /** Worth of its last written digit: 0.1 for "3.4", 1 for "1,537". */
  readonly place: number;
}

/** Digits with Indonesian or English separators; narrow and non-breaking spaces count as separators of thousands. */
export const NUMERAL = String.raw`\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*`;

/**
 * The ways to read a numeral. "1.537" is 1537 in Indonesian and 1.537 in English, "1,537" the other way round: both are
 * given. A text in which a comma and a point both stand tells by itself which is which.
 */
export function readNumeral(text: string): Reading[] {
  const plain = text.replace(/[\u00a0\u202f]/g, '');
  const separators = plain.replace(/\d/g, '');
  const last = separators.at(-1);
  if (last === undefined) return [exactly(plain, '')];
  const position = plain.lastIndexOf(last);
  const [whole, rest] = [plain.slice(0, position).replace(/[.,]/g, ''), plain.slice(position + 1)];
  const asDecimal = exactly(whole, rest);
  const asThousands = exactly(whole + rest, '');
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain);
  if (new Set(separators).size > 1)
    return separators.indexOf(last) === separators.length - 1 ? [asDecimal] : [];
  if (separators.length > 1) return grouped ? [asThousands] : [];
  return grouped && !plain.startsWith('0') ? [asThousands, asDecimal] : [asDecimal];
}

function exactly(whole: string, decimals: string): Reading {
  return { value: Number(`${whole}.${decimals === '' ? '0' : decimals}`), place: 10 ** -decimals.length };
}
