import type { Quantity } from '../facts/fact.js';
import type { Unit } from '../numbers/units.js';

interface Keyword {
  readonly pattern: RegExp;
  readonly quantities: readonly Quantity[];
}

const word = (words: string, ...quantities: readonly Quantity[]): Keyword => ({
  pattern: new RegExp(String.raw`(?<!\p{L})(?:${words})(?!\p{L})`, 'giu'),
  quantities,
});
const PROFIT = word(
  String.raw`profit(?:nya|able)?|(?:ke)?untung(?:an|annya|nya)?|laba(?:nya)?|menguntungkan|earns?|earned|earnings?`,
  'profit',
);

/**
 * Words that say what a number is of, for each dimension. The same word can mean different things: "solar" is litres or
 * rupiah, by the unit.
 */
const KEYWORDS: Readonly<Record<string, readonly Keyword[]>> = {
  IDR: [
    PROFIT,
    word('pendapatan(?:nya)?|penerimaan|revenues?|penjualan|omzet|omset|sales', 'revenue'),
    word('solar|bbm|bahan bakar|fuel(?: bill| costs?)?|diesel', 'fuelCost'),
    word('antri(?:an)?(?:nya)?|antre(?:an)?|queue(?:ing)?|waiting|menunggu', 'queueCost'),
    word('insiden(?:nya)?|incidents?', 'incidentCost'),
    word('upah|gaji|wages?|operators?|salary|salaries', 'wages'),
    word('demurrage|denda(?:nya)?|penalti|penalty|penalties|fines?', 'fine'),
    word('biaya total|total biaya|total costs?|ongkos total', 'cost'),
  ],
  t: [
    word(
      'produksi(?:nya)?|memproduksi|production|produces?|produced|output|hauls?|hauled|moves?|moved|mengangkut|tonase',
      'production',
    ),
    word('sisa(?: muatan)?|remaining|still needs?|masih membutuhkan|masih butuh|to load', 'remaining'),
    word('target(?:nya)?', 'target'),
  ],
  h: [
    word(
      '(?<!tanpa |without )(?:antri(?:an)?(?:nya)?|antre(?:an)?|queues?|queued|queue?ing|waiting|menunggu|idle)',
      'queue',
    ),
    word(
      'selesai|menyelesaikan(?:nya)?|diselesaikan|finish(?:es|ed)?|done|complet(?:es?|ed|ion)|loaded',
      'completion',
    ),
    word('terlambat|keterlambatan|longgar|slack|late|cadangan waktu', 'slack'),
    word('siklus|cycle time|cycle', 'cycleTime'),
  ],
  '%': [
    PROFIT,
    word('produksi(?:nya)?|production|produces?|output|hauls?|hauled|tonase', 'production'),
    word('utilisasi(?:nya)?|utili[sz]ation|busy|sibuk', 'utilisation'),
    word(
      '(?:ber)?peluang(?:nya)?|probabilit(?:y|as)(?:nya)?|chance|kemungkinan',
      'targetProbability',
      'deadlineProbability',
    ),
  ],
  L: [],
};

/** Words that give a number without a unit its unit: "truk: 12", "match factor 0,9". */
const UNITLESS: readonly (readonly [Keyword, Unit | null])[] = [
  [word('dump trucks?|trucks?|truk(?:nya)?', 'trucks'), 'truck'],
  [
    word('(?<!utilisasi |utili[sz]ation of )(?:excavators?|ekskavator|alat muat|loaders?)', 'loaders'),
    'loader',
  ],
  [word('match factor|mf', 'matchFactor'), null],
  [PROFIT, 'IDR'],
  [word('pendapatan|revenue', 'revenue'), 'IDR'],
  [word('denda|demurrage|fine', 'fine'), 'IDR'],
  [word('produksi(?:nya)?|production', 'production'), 't'],
  [word('ritase|rit|trips?|cycles?', 'trips'), 'trip'],
  [word('insiden|incidents?', 'incidents'), 'incident'],
  [word('utilisasi(?:nya)?|utili[sz]ation', 'utilisation'), null],
  [word('(?:ber)?peluang(?:nya)?|probability', 'targetProbability', 'deadlineProbability'), null],
];

/** Dimensions whose quantities are told apart by words; a rate is its own. */
export function quantityNear(clause: string, position: number, unit: Unit): readonly Quantity[] | null {
  return nearest(
    (KEYWORDS[unit] ?? []).map((keyword) => ({ keyword, value: keyword.quantities })),
    clause,
    position,
  );
}

export function unitNear(
  clause: string,
  position: number,
): { readonly unit: Unit | null; readonly quantities: readonly Quantity[] } | null {
  return nearest(
    UNITLESS.map(([keyword, unit]) => ({ keyword, value: { unit, quantities: keyword.quantities } })),
    clause,
    position,
  );
}

/** Characters from a number to a word after it that says what it is of: "706 juta rupiah laba". */
const FURTHEST_AFTER = 30;

/** What the last keyword before the position says; where there is none before it, the first one after it. */
function nearest<T>(
  candidates: readonly { readonly keyword: Keyword; readonly value: T }[],
  clause: string,
  position: number,
): T | null {
  let before: { at: number; length: number; value: T } | null = null;
  let after: { at: number; value: T } | null = null;
  for (const { keyword, value } of candidates) {
    for (const match of clause.matchAll(keyword.pattern)) {
      const at = match.index;
      const length = match[0].length;
      // Of two that begin together the longer is meant: "biaya total", not "total".
      if (
        at < position &&
        (before === null || at > before.at || (at === before.at && length > before.length))
      )
        before = { at, length, value };
      if (at >= position && (after === null || at < after.at)) after = { at, value };
    }
  }
  const near = after !== null && after.at - position <= FURTHEST_AFTER;
  return before?.value ?? (near ? after?.value : undefined) ?? null;
}
