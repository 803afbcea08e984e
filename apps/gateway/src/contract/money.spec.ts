import fc from 'fast-check';
import { formatIdr, thousands } from './money.js';

describe('formatIdr', () => {
  it.each([
    [857_000_000, '857 Juta IDR'],
    [1_020_000_000, '1.02 Miliar IDR'],
    [-25_000_000, '-25 Juta IDR'],
    [-1_234_567_890, '-1.23 Miliar IDR'],
    [0, '0 IDR'],
    [999, '999 IDR'],
    [1_000, '1,000 IDR'],
    [-12_345, '-12,345 IDR'],
    [1_000_000, '1 Juta IDR'],
    [1_000_000_000, '1.00 Miliar IDR'],
    [123_456_789_012_345, '123456.79 Miliar IDR'],
  ])('%d is %s', (amountIdr, words) => {
    expect(formatIdr(amountIdr)).toBe(words);
  });

  it.each([
    [999_999.4, '999,999 IDR'],
    [999_999.6, '1 Juta IDR'],
    [999_499_999, '999 Juta IDR'],
    [999_500_000, '1.00 Miliar IDR'],
    [-999_999.6, '-1 Juta IDR'],
    [-999_500_000, '-1.00 Miliar IDR'],
  ])('%d, at the edge of a unit, is %s', (amountIdr, words) => {
    expect(formatIdr(amountIdr)).toBe(words);
  });

  it('shows no minus before a zero', () => {
    expect(formatIdr(-0.4)).toBe('0 IDR');
    expect(formatIdr(-0)).toBe('0 IDR');
  });

  const FORM = /^(-?)(\d+\.\d\d Miliar|\d{1,3} Juta|\d{1,3}(?:,\d{3})? IDR)/;
  const UNIT = { Miliar: 1e9, Juta: 1e6, IDR: 1 };
  /** What a reader takes a card to say, and half of the last place that is shown. */
  function read(words: string): { amountIdr: number; toleranceIdr: number } {
    const [digits = '', unit = ''] = words.split(' ');
    const one = UNIT[unit as keyof typeof UNIT];
    return {
      amountIdr: Number(digits.replaceAll(',', '')) * one,
      toleranceIdr: (unit === 'Miliar' ? one / 100 : one) / 2,
    };
  }
  const amounts = fc.oneof(
    fc.double({ min: -2e6, max: 2e6, noNaN: true }),
    fc.double({ min: -2e9, max: 2e9, noNaN: true }),
    fc.double({ min: -1e14, max: 1e14, noNaN: true }),
  );

  it('has one of three forms, and reads back as the amount, to the last place shown', () => {
    fc.assert(
      fc.property(amounts, (amountIdr) => {
        const words = formatIdr(amountIdr);
        expect(words).toMatch(FORM);
        expect(words).toMatch(/ IDR$/);
        const { amountIdr: readIdr, toleranceIdr } = read(words);
        expect(Math.abs(readIdr - amountIdr)).toBeLessThanOrEqual(toleranceIdr * (1 + 1e-6));
      }),
    );
  });

  it('shows a loss as the same gain with a minus', () => {
    fc.assert(
      fc.property(amounts, (amountIdr) => {
        fc.pre(Math.abs(amountIdr) >= 0.5);
        expect(formatIdr(-Math.abs(amountIdr))).toBe(`-${formatIdr(Math.abs(amountIdr))}`);
      }),
    );
  });
});

describe('thousands', () => {
  it('rounds to whole numbers, with commas', () => {
    expect([1_536.5, 0.4, 12_345_678].map(thousands)).toEqual(['1,537', '0', '12,345,678']);
  });
});
