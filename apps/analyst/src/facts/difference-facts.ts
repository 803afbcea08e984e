import type { Fact } from './fact.js';
import { FIGURES, type Figure } from './option-facts.js';
import type { Option } from './option.js';

export interface Difference {
  readonly figure: Figure;
  readonly better: Option;
  readonly other: Option;
  /** Of the first less that of the second. */
  readonly difference: number;
  /** The same over that of the second, in percent; null where that is 0. */
  readonly percent: number | null;
}

/** Every figure's difference between every two options, the better ranked first. */
export function differences(options: readonly Option[]): Difference[] {
  return options.flatMap((better, i) =>
    options.slice(i + 1).flatMap((other) =>
      FIGURES.flatMap((figure) => {
        const [a, b] = [figure.of(better), figure.of(other)];
        if (a === null || b === null) return [];
        return [
          {
            figure,
            better,
            other,
            difference: a - b,
            percent: b === 0 ? null : ((a - b) / Math.abs(b)) * 100,
          },
        ];
      }),
    ),
  );
}

/** A figure rounded as the sheet and the cards write it. */
function asShown(value: number, unit: Fact['unit']): number {
  const step = stepOf(Math.abs(value), unit);
  return Math.round(value / step) * step;
}

function stepOf(magnitude: number, unit: Fact['unit']): number {
  if (unit === 'IDR') return magnitude >= 1e9 ? 1e7 : magnitude >= 1e6 ? 1e6 : 1;
  if (unit === 'L/t' || unit === null) return 0.01;
  return unit === 'h' || unit === '%' ? 0.1 : 1;
}

/** The comparisons as facts: differences, percent of either option, and how many times the one is the other. */
export function differenceFacts(options: readonly Option[]): Fact[] {
  return differences(options).flatMap(({ figure: { quantity, unit, of }, better, other, difference }) => {
    const pair = [better.rank, other.rank];
    const [a, b] = [of(better) ?? 0, of(other) ?? 0];
    const fact = (value: number, inUnit: Fact['unit']): Fact[] =>
      Number.isFinite(value) ? [{ value, unit: inUnit, quantity, options: pair, kind: 'difference' }] : [];
    return [
      ...fact(difference, unit),
      // Of the figures as the sheet shows them, which is what a reader subtracts.
      ...fact(asShown(a, unit) - asShown(b, unit), unit),
      // Points of percent are a difference of percentages by themselves; everything else is compared in percent, too.
      ...(unit === '%'
        ? []
        : [...fact((difference / Math.abs(b)) * 100, '%'), ...fact((difference / Math.abs(a)) * 100, '%')]),
      ...fact(a / b, 'times'),
      ...fact(b / a, 'times'),
      ...(unit === 'truck' || unit === 'loader' ? fact(difference, 'machine') : []),
    ];
  });
}
