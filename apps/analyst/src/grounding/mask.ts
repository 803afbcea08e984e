/** Takes the place of what is no claim; no letter, no digit, one character for one. */
const BLANK = '\ue000';

const MONTHS =
  'januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december|jan|feb|mar|apr|jun|jul|agu|agt|aug|sep|sept|okt|oct|nov|des|dec';
const ZONE = String.raw`(?:\s*(?:WIB|WITA|WIT|UTC|GMT|Z|am|pm|a\.m\.|p\.m\.|pagi|siang|sore|malam))`;
const TIME = String.raw`\d{1,2}[:.]\d{2}(?::\d{2})?`;

/** A date as it may be written, in either language. Checked by `dates.ts`. */
export const DATE = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?`,
    String.raw`\b\d{1,2}[/-]\d{1,2}[/-]\d{4}`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${MONTHS})\.?(?:,?\s+\d{4})?\b`,
    String.raw`\b(?:${MONTHS})\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?\b`,
  ].join('|'),
  'giu',
);

/** What has digits and claims nothing. In order: each sees what those before it have left. */
const NO_CLAIMS: readonly RegExp[] = [
  DATE,
  new RegExp(String.raw`\b(?:${MONTHS})\s+\d{4}\b|\b(?:tahun|year|in)\s+20\d\d\b`, 'giu'),
  // Times of day: "pukul 14.00", "jam 6 pagi", "06:30", "2 pm".
  new RegExp(
    String.raw`\b(?:pukul|jam|at)\s+(?:${TIME}|\d{1,2}(?=\s*(?:WIB|WITA|WIT|UTC|am|pm|pagi|siang|sore|malam)))${ZONE}?`,
    'giu',
  ),
  /\bpukul\s+\d{1,2}\b/giu,
  new RegExp(String.raw`\b${TIME}${ZONE}`, 'giu'),
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/gu,
  /\b\d{1,2}\s*(?:am|pm|a\.m\.|p\.m\.)(?![\p{L}\d])/giu,
  /\b24\/7\b|\btop[\s-]*\d+\b/giu,
  // Enumerations, at the start of a line or in brackets, and ordinals.
  /^[ \t]*(?:[-*•#>|]+[ \t]*)*(?:\*\*|__)?\(?\d{1,2}[.)](?=\s|\*)/gmu,
  /\(\d{1,2}\)(?=\s+\p{L})/gu,
  /\bke-?\d+\b|\b\d+(?:st|nd|rd|th)\b/giu,
  /\b(?:shift|tahap|langkah|step|poin|point|nomor|no\.|number|peringkat|rank|bagian|section|tabel|table|fase|phase|prioritas|priority)[\s_#-]*(?:ke-?)?\d+\b/giu,
  /#\d+\b/gu,
  /\bP(?:10|50|90)\b|\bCO2\b/gu,
  // The level of every interval that the system gives, by the method and not by the data.
  /\b95\s?(?:%|persen|percent)(?=\s*(?:confidence|CI\b))|(?<=(?:kepercayaan|confidence|CI)[\s(]*)95\s?(?:%|persen|percent)/giu,
];

/** A word with letters and digits: an id, a machine, a place ("HD-0020", "PC1250-8", "349E-001", "cmh…1ty"). */
const CODE = /(?<![\p{L}\d])[\p{L}\d][\p{L}\d_-]*\d[\p{L}\d_-]*|(?<![\p{L}\d])\d+[\p{L}_-][\p{L}\d_-]*/gu;
/** … which a number with its unit glued to it is not: "10t", "3.4h", "Rp706", "6-truck", "755-juta", "20-30". */
const GLUED =
  /^(?:rp|idr)?\d+(?:-?(?:t|kt|kg|l|kl|h|hr|hrs|jam|min|menit|hari|day|days|km|m|mm|m3|x|jt|juta|miliar|rb|ribu|mn|bn|ton|tons|tonne|tonnes|hour|hours|minute|minutes|truck|trucks|truk|excavator|excavators|unit|units|shift|option|opsi|percent|persen))?$|^\d+-\d+$/iu;

/**
 * The text with everything blanked that has digits and claims nothing: dates, times, enumerations, ordinals, names and
 * ids. Positions stay what they were.
 *
 * @param names of machines, roads, vessels: what the facts call by name
 */
export function withoutNonClaims(text: string, names: readonly string[]): string {
  let masked = text;
  const blank = (pattern: RegExp, unless: (found: string) => boolean = () => false): void => {
    masked = masked.replace(pattern, (found) => (unless(found) ? found : BLANK.repeat(found.length)));
  };
  for (const name of [...names].filter((one) => /\d/.test(one)).sort((a, b) => b.length - a.length))
    blank(new RegExp(`(?<![\\p{L}\\d])${escaped(name)}(?![\\p{L}\\d])`, 'giu'));
  for (const pattern of NO_CLAIMS) blank(pattern);
  blank(CODE, (found) => GLUED.test(found));
  return masked;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/ /g, String.raw`\s+`);
}
