/**
 * The one canonical vocabulary for conditions, used at every door (API, CSV, logs). People and systems spell
 * the same condition differently; a model trained on one spelling and asked in another silently ignores it.
 */
export const WEATHER_CONDITIONS = [
  'CERAH',
  'BERAWAN',
  'MENDUNG',
  'HUJAN_RINGAN',
  'HUJAN_SEDANG',
  'HUJAN_LEBAT',
] as const;
export const ROAD_CONDITIONS = ['EXCELLENT', 'GOOD', 'FAIR', 'POOR', 'LICIN'] as const;
export const SHIFTS = ['SHIFT_1', 'SHIFT_2', 'SHIFT_3'] as const;

export type WeatherCondition = (typeof WEATHER_CONDITIONS)[number];
export type RoadCondition = (typeof ROAD_CONDITIONS)[number];
export type Shift = (typeof SHIFTS)[number];

/** `value` is canonical where `known`; else the text as it was given, trimmed. */
export type Normalised<Canonical extends string> =
  { readonly value: Canonical; readonly known: true } | { readonly value: string; readonly known: false };

/** Spellings are compared without case, spaces, hyphens and underscores. */
const spelling = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_]+/g, '');

function normaliser<Canonical extends string>(
  canonical: readonly Canonical[],
  synonyms: Readonly<Partial<Record<Canonical, readonly string[]>>>,
): (text: string) => Normalised<Canonical> {
  const bySpelling = new Map<string, Normalised<Canonical>>();
  for (const value of canonical) {
    for (const name of [value, ...(synonyms[value] ?? [])]) {
      bySpelling.set(spelling(name), Object.freeze({ value, known: true }));
    }
  }
  return (text) => bySpelling.get(spelling(text)) ?? { value: text.trim(), known: false };
}

/** Weather in any accepted spelling, Indonesian or English, to its canonical name. Never throws. */
export const normaliseWeather = normaliser(WEATHER_CONDITIONS, {
  CERAH: ['clear', 'clear sky', 'sunny', 'fair weather', 'fine'],
  BERAWAN: ['cloudy', 'partly cloudy', 'clouds'],
  MENDUNG: ['overcast'],
  HUJAN_RINGAN: ['light rain', 'drizzle', 'gerimis', 'rain light'],
  HUJAN_SEDANG: ['moderate rain', 'medium rain', 'rain moderate'],
  HUJAN_LEBAT: ['heavy rain', 'hujan deras', 'downpour', 'rain heavy'],
});

/** Road condition in any accepted spelling, Indonesian or English, to its canonical name. Never throws. */
export const normaliseRoadCondition = normaliser(ROAD_CONDITIONS, {
  EXCELLENT: ['very good', 'sangat baik'],
  GOOD: ['baik'],
  FAIR: ['average', 'moderate', 'cukup'],
  POOR: ['bad', 'buruk', 'rusak'],
  LICIN: ['slippery', 'slick'],
});

/** Shift in any accepted spelling ("shift 1", "Shift-1", "1") to its canonical name. Never throws. */
export const normaliseShift = normaliser(SHIFTS, { SHIFT_1: ['1'], SHIFT_2: ['2'], SHIFT_3: ['3'] });
