import fc from 'fast-check';
import { code, flag, instantMs, number, optional, required, text, withDefault, type Cell } from './cells.js';

function read<T>(cell: Cell<T>, given: string): T | string {
  const result = cell.schema.safeParse(given);
  return result.success ? result.data : `refused: ${result.error.issues[0]?.message ?? ''}`;
}

describe('an instant', () => {
  it('reads every date that a program writes as ISO 8601', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(instantMs(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ['2025-10-22', '2025-10-22T00:00:00.000Z'],
    ['2025-10-22 12:04', '2025-10-22T12:04:00.000Z'],
    ['2025-10-22T12:04:32', '2025-10-22T12:04:32.000Z'],
    ['2025-10-22T12:04:32.9919', '2025-10-22T12:04:32.991Z'],
    ['2025-10-22T12:04:32+07:00', '2025-10-22T05:04:32.000Z'],
    ['2025-10-22T12:04:32-0330', '2025-10-22T15:34:32.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as %s: without a zone it is UTC', (given, iso) => {
    expect(new Date(instantMs(given) ?? Number.NaN).toISOString()).toBe(iso);
  });

  it.each([
    '2025-02-30',
    '2025-13-01',
    '2025-01-01T24:00:00Z',
    '22/10/2025',
    'yesterday',
    '1761134672991',
    '20255-01-01',
  ])('refuses %s', (given) => {
    expect(instantMs(given)).toBeNull();
  });
});

describe('a number', () => {
  it('reads every finite number that a program writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(read(required(number()), String(value))).toBe(value === 0 ? Number(String(value)) : value);
      }),
    );
  });

  it.each(['NaN', 'Infinity', '-Infinity', '1e999', '0x10', '1,5', '12 t', '--1', '.'])(
    'refuses %s',
    (given) => {
      expect(read(required(number()), given)).toBe('refused: is not a number');
    },
  );

  it('stays within its bounds, and says which one it crosses', () => {
    expect(read(required(number({ above: 0 })), '0')).toBe('refused: must be more than 0');
    expect(read(required(number({ atLeast: 0 })), '-0.1')).toBe('refused: must be at least 0');
    expect(read(required(number({ atMost: 5 })), '5.1')).toBe('refused: must be at most 5');
    expect(read(required(number({ atLeast: 0, atMost: 5 })), '5')).toBe(5);
  });
});

describe('an empty cell', () => {
  it('is refused where required, unknown where optional, the default where there is one', () => {
    expect(read(required(text), '  ')).toBe('refused: is empty');
    expect(read(optional(text), '  ')).toBeNull();
    expect(read(withDefault(flag, true), '')).toBe(true);
  });
});

it('reads codes in one spelling and flags in several', () => {
  expect(read(required(code), ' In progress ')).toBe('IN_PROGRESS');
  expect(['TRUE', '1', 'false', 'no'].map((given) => read(required(flag), given))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(read(required(flag), 'maybe')).toBe('refused: is neither true nor false');
});
