import fc from 'fast-check';
import { readNumeral } from './notation.js';

describe('a numeral', () => {
  it.each([
    ['857', [{ value: 857, place: 1 }]],
    ['0,83', [{ value: 0.83, place: 0.01 }]],
    ['3.4', [{ value: 3.4, place: 0.1 }]],
    ['8.646,5', [{ value: 8646.5, place: 0.1 }]],
    ['8,646.5', [{ value: 8646.5, place: 0.1 }]],
    ['857.400.000', [{ value: 857_400_000, place: 1 }]],
    ['0.318', [{ value: 0.318, place: 0.001 }]],
    ['1\u202f537', [{ value: 1537, place: 1 }]],
  ])('%s is read in one way', (text, readings) => {
    expect(readNumeral(text)).toEqual(readings);
  });

  it.each(['1.537', '1,537'])('%s is read in the notation of either language', (text) => {
    expect(readNumeral(text)).toEqual([
      { value: 1537, place: 1 },
      { value: 1.537, place: 0.001 },
    ]);
  });

  it.each(['1.2.3', '1.2,3,4'])('%s is none', (text) => {
    expect(readNumeral(text)).toEqual([]);
  });

  it('written by either language is read back, among its readings', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom('id-ID', 'en-US'),
        (digits, decimals, locale) => {
          const value = digits / 10 ** decimals;
          const text = value.toLocaleString(locale, { minimumFractionDigits: decimals });
          const found = readNumeral(text).find((reading) => reading.place === 10 ** -decimals);
          expect(found?.value).toBeCloseTo(value, 6);
        },
      ),
    );
  });
});
