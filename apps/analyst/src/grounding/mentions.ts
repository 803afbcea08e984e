/** An option that a text speaks of, and where. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Ranks; several for "opsi 1 dan 2". */
  readonly options: readonly number[];
}

const LABEL = String.raw`(?:opsi|options?|alternatif|alternatives?|strategi|strategy|pilihan|rencana|plan)`;
const NUMBERED = new RegExp(
  String.raw`\b${LABEL}[\s_#*-]*(\d)\b((?:\s*(?:,|/|&|dan|and|atau|or|,\s*dan|,\s*and|dengan|vs\.?)\s*(?:${LABEL}[\s_#*-]*)?\d\b(?!\s*[.,]\d)(?!\s*(?:truk|truck|excavator|unit|jam|hour|ton|%|juta|miliar|million|billion|hari|day)))*)`,
  'giu',
);
const ORDINALS: readonly (readonly [pattern: RegExp, option: number])[] = [
  [
    /\brekomendasi utama\b|\b(?:the )?(?:main )?recommend(?:ed|ation)(?: option)?\b|\b(?:opsi terbaik|best option)\b/giu,
    1,
  ],
  [/\b(?:opsi pertama|first option)\b/giu, 1],
  [/\b(?:opsi kedua|second option)\b/giu, 2],
  [/\b(?:opsi ketiga|third option)\b/giu, 3],
];
const ALL =
  /\b(?:ketiga opsi|semua opsi|setiap opsi|ketiganya|all (?:three )?options|every option|each option|all three)\b/giu;
const BOTH = /\b(?:kedua opsi|keduanya|both options)\b/giu;

/** Every mention of an option, in order. */
export function mentionsIn(text: string, known: readonly number[]): Mention[] {
  const found: Mention[] = [];
  const add = (match: RegExpMatchArray, options: readonly number[]): void => {
    const start = match.index;
    if (start === undefined || options.length === 0) return;
    if (found.some((other) => start < other.end && other.start < start + match[0].length)) return;
    found.push({ start, end: start + match[0].length, options });
  };
  for (const match of text.matchAll(NUMBERED)) {
    const rest = [...(match[2] ?? '').matchAll(/\d/g)].map(([digit]) => Number(digit));
    add(match, [Number(match[1]), ...rest]);
  }
  for (const [pattern, option] of ORDINALS) for (const match of text.matchAll(pattern)) add(match, [option]);
  for (const pattern of [ALL, BOTH]) for (const match of text.matchAll(pattern)) add(match, known);
  return found.sort((a, b) => a.start - b.start);
}

/** The text with the mentions' digits blanked: they claim nothing. */
export function withoutMentions(text: string, mentions: readonly Mention[]): string {
  let masked = text;
  for (const { start, end } of mentions)
    masked = masked.slice(0, start) + masked.slice(start, end).replace(/\d/g, '\ue000') + masked.slice(end);
  return masked;
}
