/** Numbers as the sentences of an answer have them, in Indonesian and in English. */
export interface Language {
  readonly locale: 'id-ID' | 'en-US';
  readonly million: string;
  readonly billion: string;
}

export const INDONESIAN: Language = { locale: 'id-ID', million: 'juta', billion: 'miliar' };
export const ENGLISH: Language = { locale: 'en-US', million: 'million', billion: 'billion' };

/** Rupiah, to three digits or so: "27,3 juta IDR", "1.02 billion IDR". */
export function rupiah(idr: number, { locale, million, billion }: Language): string {
  const size = Math.abs(idr);
  if (size >= 1e9) return `${digits(idr / 1e9, 2, locale)} ${billion} IDR`;
  if (size >= 1e6) return `${digits(idr / 1e6, 1, locale)} ${million} IDR`;
  return `${digits(idr, 0, locale)} IDR`;
}

/** A quantity of the objective: rupiah by its size, others with the digits that matter. */
export function quantity(value: number, unit: string, language: Language): string {
  if (unit === 'IDR') return rupiah(value, language);
  return `${digits(value, Math.abs(value) < 100 ? 2 : 0, language.locale)} ${unit}`;
}

export function digits(value: number, fraction: number, locale: Language['locale']): string {
  const shown = formatOf(locale, fraction).format(value);
  return /^-[0.,]*$/.test(shown) ? shown.slice(1) : shown;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Formats are kept: making one takes many times as long as using it. */
function formatOf(locale: Language['locale'], fraction: number): Intl.NumberFormat {
  const key = `${locale} ${fraction}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    });
    formats.set(key, format);
  }
  return format;
}
