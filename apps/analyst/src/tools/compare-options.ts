import { z } from 'zod';
import { differences } from '../facts/difference-facts.js';
import type { Wording } from '../language/wording.js';
import { defineTool, ToolFailure } from './tool.js';

/** Every figure of two options side by side, with the difference. */
export const compareOptions = defineTool({
  name: 'compare_options',
  description:
    'Compares two of the options figure by figure: both values, the difference, and the difference in percent.',
  input: z.strictObject({
    first: z.int().min(1).max(9).describe('Number of the first option'),
    second: z.int().min(1).max(9).describe('Number of the second option'),
  }),
  run: ({ first, second }, { facts: { options }, wording: w }) => {
    const [low, high] = [Math.min(first, second), Math.max(first, second)];
    const pair = options.filter(({ rank }) => rank === low || rank === high);
    if (pair.length < 2 || low === high) {
      const known = options.map(({ rank }) => rank).join(', ');
      throw new ToolFailure(`needs two different options of ${known === '' ? 'none that there are' : known}`);
    }
    const name = (rank: number): string => `${w.pick('opsi', 'option')} ${rank}`;
    const lines = differences(pair).flatMap(({ figure, better, other, difference, percent }) => {
      const [a, b] = [figure.of(better), figure.of(other)];
      if (a === null || b === null) return [];
      const relative = percent === null ? '' : ` (${w.signed(percent, (v) => w.percent(v))})`;
      const write = (value: number): string => inUnit(value, figure.unit, w);
      return `${figure.quantity}: ${name(low)} ${write(a)}; ${name(high)} ${write(b)}; ${w.pick('selisih', 'difference')} ${w.signed(difference, write)}${relative}`;
    });
    // The figures themselves are facts of the sheet: what is written here is the same numbers.
    return Promise.resolve({ text: lines.join('\n'), facts: [], names: [] });
  },
});

/** A value in its unit of comparison, in the words that people measure in. */
export function inUnit(value: number, unit: string | null, w: Wording): string {
  switch (unit) {
    case 'IDR':
      return w.idr(value);
    case 't':
      return w.tonnes(value);
    case 'h':
      return w.hours(value);
    case 'L':
      return w.litres(value);
    case 'L/t':
      return `${w.number(value, 2)} L/${w.pick('ton', 't')}`;
    case 'm':
      return `${w.number(value / 1_000, 2)} km`;
    case '%':
      return w.percent(value);
    case null:
      return w.number(value, 2);
    default:
      return w.number(value, Number.isInteger(value) ? 0 : 1);
  }
}
