import type { ColumnReport } from '../judge/verdict.js';
import { escapeHtml } from './escape.js';
import type { Wording } from './wording.js';
import { UNKNOWN_LABEL } from '../judge/compare-categories.js';

const WIDTH = 340;
const CHART_HEIGHT = 120;
const BASE = CHART_HEIGHT - 18;
const BAR_HEIGHT = 9;
const LINE_HEIGHT = 26;
const LABEL_WIDTH = 120;
/** Categories that are drawn; the others are put together. */
const MOST_LINES = 14;

type Bin = ColumnReport['distribution'][number];

/** The distributions of a column in reference and window, side by side. */
export function chartOf({ kind, distribution }: ColumnReport, wording: Wording): string {
  if (distribution.length === 0) return '';
  return kind === 'number' ? histogram(distribution, wording) : bars(distribution, wording);
}

function histogram(bins: readonly Bin[], { locale }: Wording): string {
  const highest = Math.max(...bins.flatMap(({ reference, current }) => [reference, current])) || 1;
  const step = WIDTH / bins.length;
  const bar = (kind: 'was' | 'is', share: number, x: number): string => {
    const height = (share / highest) * (BASE - 4);
    return share === 0
      ? ''
      : `<rect class="${kind}" x="${fixed(x)}" y="${fixed(BASE - height)}" width="${fixed(step * 0.42)}" height="${fixed(height)}"/>`;
  };
  const drawn = bins.map(
    ({ reference, current }, i) =>
      bar('was', reference, i * step + step * 0.06) + bar('is', current, i * step + step * 0.52),
  );
  // The first and the last bin are what lies outside the reference.
  const [low, high] = [bins[1]?.from ?? 0, bins.at(-2)?.to ?? 0];
  const number = (value: number): string => value.toLocaleString(locale, { maximumSignificantDigits: 4 });
  return `<svg viewBox="0 0 ${WIDTH} ${CHART_HEIGHT}" role="img">${drawn.join('')}<line class="axis" x1="0" x2="${WIDTH}" y1="${BASE}" y2="${BASE}"/><text x="${fixed(step)}" y="${CHART_HEIGHT - 4}">${number(low)}</text><text x="${fixed(WIDTH - step)}" y="${CHART_HEIGHT - 4}" text-anchor="end">${number(high)}</text></svg>`;
}

function bars(all: readonly Bin[], wording: Wording): string {
  const bins = fewer(all, wording.others);
  const highest = Math.max(...bins.flatMap(({ reference, current }) => [reference, current])) || 1;
  const room = WIDTH - LABEL_WIDTH - 46;
  const lines = bins.map(({ label, reference, current }, i) => {
    const y = i * LINE_HEIGHT + 3;
    const bar = (kind: 'was' | 'is', share: number, top: number): string =>
      `<rect class="${kind}" x="${LABEL_WIDTH}" y="${top}" width="${fixed((share / highest) * room)}" height="${BAR_HEIGHT}"/><text x="${fixed(LABEL_WIDTH + 4 + (share / highest) * room)}" y="${top + BAR_HEIGHT - 0.5}">${percent(share, wording)}</text>`;
    const name = label === UNKNOWN_LABEL ? wording.unknown : (label ?? '');
    return `<text x="0" y="${y + 13}">${escapeHtml(name.length > 19 ? `${name.slice(0, 18)}…` : name)}</text>${bar('was', reference, y)}${bar('is', current, y + BAR_HEIGHT + 1)}`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bins.length * LINE_HEIGHT}" role="img">${lines.join('')}</svg>`;
}

/** The most frequent categories, and the others as one. */
function fewer(bins: readonly Bin[], others: string): Bin[] {
  if (bins.length <= MOST_LINES) return [...bins];
  const sorted = bins.toSorted((a, b) => b.reference + b.current - a.reference - a.current);
  const rest = sorted.slice(MOST_LINES - 1);
  const sum = (of: (bin: Bin) => number): number =>
    Math.min(
      1,
      rest.reduce((total, bin) => total + of(bin), 0),
    );
  return [
    ...sorted.slice(0, MOST_LINES - 1),
    {
      from: null,
      to: null,
      label: others,
      reference: sum((b) => b.reference),
      current: sum((b) => b.current),
    },
  ];
}

const fixed = (value: number): string => String(Number(value.toFixed(1)));

export const percent = (share: number, { locale }: Wording): string =>
  share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
