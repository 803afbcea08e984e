import fc from 'fast-check';
import { z } from 'zod';
import { useOwnMessages } from './zod-messages.js';

beforeAll(useOwnMessages);
afterAll(() => {
  z.config({ customError: undefined });
});

function fault(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

/** A member's name goes before the message, so each of these must complete a sentence. */
const FAULTS: readonly [what: string, schema: z.ZodType, value: unknown, message: string][] = [
  ['what is missing', z.string(), undefined, 'is missing; it must be a string'],
  ['a missing object', z.object({}), undefined, 'is missing; it must be an object'],
  ['a text where a number belongs', z.number(), 'lima', 'must be a number, is "lima"'],
  ['null', z.number(), null, 'must be a number, is null'],
  ['a broken number', z.int(), 7.5, 'must be a whole number, is 7.5'],
  ['a list where an object belongs', z.object({}), [1, 2], 'must be an object, is a list of 2'],
  [
    'a list where a record belongs',
    z.record(z.string(), z.number()),
    [],
    'must be an object, is a list of 0',
  ],
  ['an object where a list belongs', z.array(z.number()), { a: 1 }, 'must be a list, is an object'],
  ['too small a number', z.number().min(1), 0, 'must be at least 1, is 0'],
  ['too small a number, bound excluded', z.number().positive(), 0, 'must be more than 0, is 0'],
  ['too large a number', z.number().max(9), 10, 'must be at most 9, is 10'],
  ['too large a number, bound excluded', z.number().lt(9), 9, 'must be less than 9, is 9'],
  ['an empty list', z.array(z.number()).min(1), [], 'must have at least 1 entry, is a list of 0'],
  ['too short a list', z.array(z.number()).min(2), [1], 'must have at least 2 entries, is a list of 1'],
  ['too long a list', z.array(z.number()).max(1), [1, 2], 'must have at most 1 entry, is a list of 2'],
  ['an empty text', z.string().min(1), '', 'must have at least 1 character, is ""'],
  ['too long a text', z.string().max(2), 'abc', 'must have at most 2 characters, is "abc"'],
  ['a word that there is not', z.enum(['a', 'b']), 'c', 'must be one of a, b, is "c"'],
];

describe("Zod's faults in our words", () => {
  it.each(FAULTS)('%s', (_what, schema, value, message) => {
    expect(fault(schema, value)).toBe(message);
  });

  it('leave the message that a schema gives itself', () => {
    expect(
      fault(
        z.string().refine(() => false, 'is not a date'),
        'x',
      ),
    ).toBe('is not a date');
  });

  it('leave what they have no words for to Zod', () => {
    expect(fault(z.string().regex(/^a$/), 'b')).toMatch(/^Invalid string/);
  });

  it('are short and stay on one line, whatever was sent', () => {
    const schemas = [z.object({}), z.array(z.number()), z.int().min(1e9), z.enum(['a']), z.string().max(0)];
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.jsonValue(), (schema, value) => {
        const message = fault(schema, value) ?? '';
        expect(message).not.toMatch(/\n/);
        expect(message.length).toBeLessThan(450);
      }),
    );
    expect(fault(z.number(), 'x'.repeat(1e6))).toBe('must be a number, is a text of 1000000 characters');
  });
});
